using System.Linq;
using ResNetGen.Core.Emitting.Summary;

namespace ResNetGen.Core.Tests.Emitting;

public sealed class NetworkSummaryTests
{
    [Fact]
    public void The_table_has_a_row_for_each_layer_around_the_stages_and_each_run_of_units()
    {
        var summary = NetworkSummary.Of("Net", Networks.Plan(2, 164));

        Assert.Equal(
            """
            part     unit                    times   output          parameters
            conv1    conv 3 x 3                  1    16 x 32 x 32          432
            layer1   BottleneckProjectUnit       1    64 x 32 x 32        4,704
                     BottleneckUnit             17    64 x 32 x 32       77,248
            layer2   BottleneckProjectUnit       1   128 x 16 x 16       23,808
                     BottleneckUnit             17   128 x 16 x 16      302,464
            layer3   BottleneckProjectUnit       1   256 x  8 x  8       94,720
                     BottleneckUnit             17   256 x  8 x  8    1,196,800
            norm     norm                        1   256 x  8 x  8          512
            fc       linear                      1    10                  2,570
            """.Split('\n'),
            NetworkTable.Lines(summary));
    }

    [Theory]
    [InlineData(1, 20)]
    [InlineData(1, 1202)]
    [InlineData(2, 1001)]
    public void The_rows_add_up_to_the_network(int version, int depth)
    {
        var plan = Networks.Plan(version, depth);
        var parts = NetworkSummary.Of("Net", plan).Parts;

        Assert.Equal(plan.Parameters, parts.Sum(p => p.Parameters));
        Assert.Equal(plan.MultiplyAdds, parts.Sum(p => p.MultiplyAdds));
    }

    // n = 3 basic units: 3, then 6 convolutions of reach 2; 2 and 5 of reach 4; 4 and 5 of reach 8.
    // n = 3 bottleneck units: one 3 x 3 each, behind the 1 x 1 with the stride.
    [Theory]
    [InlineData(1, 20, 3 + (6 * 2) + 2 + (5 * 4) + 4 + (5 * 8))]
    [InlineData(2, 29, 3 + (3 * 2) + (3 * 4) + (3 * 8))]
    public void The_receptive_field_grows_by_each_kernel_at_its_step(int version, int depth, long expected)
    {
        Assert.Equal(expected, NetworkSummary.Of("Net", Networks.Plan(version, depth)).ReceptiveField);
    }
}
