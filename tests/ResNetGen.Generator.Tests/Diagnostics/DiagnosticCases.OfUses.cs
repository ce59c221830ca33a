using System.Collections.Generic;
using ResNetGen.Generator.Tests.Projects;

namespace ResNetGen.Generator.Tests.Diagnostics;

// RNG50x: uses of networks in code.
internal static partial class DiagnosticCases
{
    private static IEnumerable<DiagnosticCase> Uses()
    {
        yield return Using("RNG501", "channels", "net.forward(torch.randn(8, 4, 224, 224));",
            "RNG501 [torch.randn(8, 4, 224, 224)] 'Net' takes N x 3 x H x W, this is 8 x 4 x 224 x 224");
        yield return Using("RNG501", "channels last", "net.call(torch.zeros(new long[] { 8, 32, 32, 3 }));",
            "RNG501 [torch.zeros(new long[] { 8, 32, 32, 3 })] 'Net' takes N x 3 x H x W, this is 8 x 32 x 32 x 3; permute(0, 3, 1, 2) puts the channels second");
        yield return Using("RNG501", "no batch", "net.forward(torch.rand(3, 32, 32));",
            "RNG501 [torch.rand(3, 32, 32)] 'Net' takes N x 3 x H x W, this is 3 x 32 x 32; unsqueeze(0) makes a batch of one image");
        yield return Using("RNG502", "no rows", "net.forward(torch.ones(1, 3, 0, 32));",
            "RNG502 [torch.ones(1, 3, 0, 32)] 'Net' needs images of at least 1 x 1, this is 0 x 32");
        yield return Using("RNG503", "two labels", "torch.nn.functional.cross_entropy(net.forward(images), torch.tensor(new long[] { 0, 11, -1, -100 }));",
            "RNG503 [11] 'Net' scores 10 classes, so labels are 0 to 9; this one is 11",
            "RNG503 [-1] 'Net' scores 10 classes, so labels are 0 to 9; this one is -1");
    }

    private static DiagnosticCase Using(string id, string name, string statement, params string[] expected) => new(
        id,
        name,
        UserProject.Of($$"""
            namespace MyApp;

            using TorchSharp;

            [ResNetGen.ResNet(Version = 1, Depth = 20)]
            internal partial class Net { }

            internal static class UseOfNet
            {
                internal static void Run(Net net, torch.Tensor images)
                {
                    images.to(torch.CPU);
                    {{statement}}
                }
            }
            """),
        expected);
}
