using System.IO;
using ResNetGen.LibTorch.Files;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Reads a tensor of TorchSharp's format.</summary>
        /// <exception cref="InvalidDataException">This is not the format.</exception>
        /// <exception cref="EndOfStreamException">The file is cut short.</exception>
        public static Tensor Load(BinaryReader reader)
        {
            var header = TensorHeader.Read(Present(reader));
            var result = empty(header.Shape, header.Type, CPU);
            try
            {
                result.ReadBytesFromStream(reader.BaseStream);
                return result;
            }
            catch
            {
                result.Dispose();
                throw;
            }
        }

        /// <inheritdoc cref="Load(BinaryReader)"/>
        public static Tensor Load(Stream stream)
        {
            using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
            return Load(reader);
        }

        /// <inheritdoc cref="Load(BinaryReader)"/>
        public static Tensor Load(string location)
        {
            using var stream = File.OpenRead(location);
            return Load(stream);
        }

        /// <inheritdoc cref="Load(BinaryReader)"/>
        public static Tensor load(string location) => Load(location);

        /// <inheritdoc cref="TensorExtensionMethods.Save(Tensor, string)"/>
        public void save(string location) => this.Save(location);
    }

    /// <inheritdoc cref="TensorExtensionMethods.Save(Tensor, string)"/>
    public static void save(Tensor t, string location) => Present(t).Save(location);

    /// <inheritdoc cref="Tensor.Load(BinaryReader)"/>
    public static Tensor load(string location) => Tensor.Load(location);
}
