using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Puts a parameter into a field and under its name, and disposes the one that was there.</summary>
            private protected void SetParameter(ref Parameter? field, Parameter? value, string name)
            {
                if (!ReferenceEquals(field, value))
                {
                    field?.Dispose();
                }

                field = value;
                ConditionallyRegisterParameter(name, value!);
            }

            /// <summary>Puts a buffer into a field and under its name, and disposes the one that was there.</summary>
            private protected void SetBuffer(ref Tensor? field, Tensor? value, string name)
            {
                if (!ReferenceEquals(field, value))
                {
                    field?.Dispose();
                }

                field = value;
                ConditionallyRegisterBuffer(name, value!);
            }
        }
    }
}
