using System.Globalization;
using ResNetGen.LibTorch.Text;

namespace TorchSharp;

public static partial class torch
{
    public static readonly TensorStringStyle julia = TensorStringStyle.Julia;
    public static readonly TensorStringStyle numpy = TensorStringStyle.Numpy;
    public static readonly TensorStringStyle csharp = TensorStringStyle.CSharp;

    /// <summary>How tensors are printed when nothing else is said.</summary>
    public static TensorStringStyle TensorStringStyle { get; set; } = TensorStringStyle.Julia;

    public partial class Tensor
    {
        /// <summary>Shape, type and device; <see cref="TensorExtensionMethods.str"/> has the elements.</summary>
        public override string ToString() => IsInvalid ? "a disposed tensor" : TensorText.Metadata(this);

        /// <summary>The tensor as text.</summary>
        /// <param name="style">The style.</param>
        /// <param name="fltFormat">The format of floating point numbers: "g5" where none is given.</param>
        /// <param name="width">Where lines are cut: after 100 characters where nothing is said.</param>
        /// <param name="cultureInfo">How numbers are written.</param>
        /// <param name="newLine">What ends a line.</param>
        public string ToString(
            TensorStringStyle style, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
            TensorText.Of(this, style, fltFormat, width, newLine, cultureInfo);

        /// <inheritdoc cref="ToString(TensorStringStyle, string, int?, CultureInfo, string)"/>
        public string ToString(bool disamb, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
            TensorText.Of(this, TensorStringStyle.Default, fltFormat, width, newLine, cultureInfo);
    }
}
