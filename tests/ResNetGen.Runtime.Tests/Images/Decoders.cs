using ResNetGen.Images.Jpeg;
using ResNetGen.Images.Png;

namespace ResNetGen.Runtime.Tests.Images;

/// <summary>The machine's libraries; a test that needs one is skipped where it is absent.</summary>
internal static class Decoders
{
    public static void RequirePng() => Skip.If(!NativePng.IsThere, "libpng is not installed; on Debian: apt-get install libpng16-16.");

    public static void RequireJpeg() => Skip.If(!NativeJpeg.IsThere, "libjpeg-turbo is not installed; on Debian: apt-get install libturbojpeg0.");
}
