using System;
using ResNetGen.Core.Checking;
using ResNetGen.Core.Findings;
using ResNetGen.Core.Reading;
using ResNetGen.Core.Specs.Options;

namespace ResNetGen.Core.Tests.Designing;

public sealed class SpecPlacesTests
{
    private const string Json = """{ "family": "resnet50", "stem": { "kernel": 5 }, "stages": [{}, { "width": 100 }, {}, {}], "unit": "basic" }""";

    [Fact]
    public void An_option_is_where_it_is_written_and_a_stage_where_it_stands()
    {
        var places = SpecCheck.Check(SpecFileReader.Read("net.resnet.json", Json).Spec, _ => 0).Places;

        Assert.Equal("5", Characters(places.Of(StemOptions.Stride, StemOptions.Kernel)));
        Assert.Equal("100", Characters(places.OfStage(1, StageOptions.Width)));
        Assert.Equal("\"basic\"", Characters(places.OfStage(2, StageOptions.Unit, NetworkOptions.Unit)));
        Assert.Equal(Json.IndexOf("{}, {}]", StringComparison.Ordinal), places.OfStage(2, StageOptions.Width).Start);
        Assert.Equal(places.Network, places.Of(NetworkOptions.Budget));
        Assert.Equal(places.Network, places.OfStage(7, StageOptions.Width));
        Assert.Null(places.Find(StemOptions.Stride));
        Assert.Throws<ArgumentOutOfRangeException>(() => places.OfStage(-1));
    }

    private static string Characters(Place place) => Json.Substring(place.Start, place.Length);
}
