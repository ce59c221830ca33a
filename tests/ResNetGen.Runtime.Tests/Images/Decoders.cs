using ResNetGen.Images.Jpeg;
using ResNetGen.Images.Png;

namespace ResNetGen.Runtime.Tests.Images;

/// <summary>The machine's libraries, each of them a <see cref="Peer"/>.</summary>
internal static class Decoders
{
    public static void RequirePng() => Peer.Require(NativePng.IsThere, "libpng is not installed; on Debian: apt-get install libpng16-16.");

    public static void RequireJpeg() => Peer.Require(NativeJpeg.IsThere, "libjpeg-turbo is not installed; on Debian: apt-get install libturbojpeg0.");
}
