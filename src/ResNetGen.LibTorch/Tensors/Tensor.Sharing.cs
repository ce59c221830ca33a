using System;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Another object over the same native tensor, to be disposed on its own. Unlike an alias it is no operation of autograd.</summary>
        internal Tensor Share()
        {
            var handle = Handle;
            rg_retain(handle);
            var shared = new Tensor(handle);
            GC.KeepAlive(this);
            return shared;
        }

        /// <summary>Gives this tensor the data of another, with its type, shape and device. The object, and who refers to it, stays the same.</summary>
        internal void ReplaceData(Tensor data) => Check(rg_set_data(Borrow(this), Borrow(data)), this, data);
    }
}
