using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using ResNetGen.Core.Emitting.Diagrams;
using ResNetGen.Core.Emitting.Diagrams.Svg;

namespace ResNetGen.Core.Tests.Emitting.Diagrams;

public sealed class SvgDiagramTests
{
    public static TheoryData<string, DiagramLevel> AllDiagrams
    {
        get
        {
            var data = new TheoryData<string, DiagramLevel>();
            foreach (var file in DiagramSpecs.Files)
            {
                data.Add(file, DiagramLevel.Unit);
                data.Add(file, DiagramLevel.Layer);
            }

            return data;
        }
    }

    [Theory]
    [InlineData("ResNet20", "specs/resnet20.resnet.json", DiagramLevel.Unit)] // zeros beside the shortcut
    [InlineData("ResNet50D", "specs/resnet50d.resnet.json", DiagramLevel.Unit)] // a stem of three, pools in projections
    [InlineData("PreResNet164", "specs/preresnet164.resnet.json", DiagramLevel.Layer)] // projections of the activated input
    [InlineData("DenseNet121", "specs/densenet121.resnet.json", DiagramLevel.Unit)] // units that grow, transitions
    [InlineData("SEResNet50", "specs/seresnet50.resnet.json", DiagramLevel.Layer)]
    [InlineData("AroundStages", "tests/ResNetGen.Networks.Tests/Variants/AroundStages.resnet.json", DiagramLevel.Unit)]
    [InlineData("ExclusivelyGated", "tests/ResNetGen.Networks.Tests/Variants/ExclusivelyGated.resnet.json", DiagramLevel.Layer)] // paths on both sides
    public void The_picture_of_a_network_is_as_it_was_looked_at_and_found_good(string name, string file, DiagramLevel level) =>
        Verify($"{name}.{level}", SvgDiagram.Write(name, DiagramSpecs.PlanOf(file), level));

    [Theory]
    [MemberData(nameof(AllDiagrams))]
    public void No_text_goes_beyond_its_box_and_nothing_lies_over_another(string file, DiagramLevel level)
    {
        var picture = new SvgPicture(SvgDiagram.Write("Net", DiagramSpecs.PlanOf(file), level));
        var ground = new SvgRectangle(0, 0, picture.Width, picture.Height);

        Assert.All(picture.Boxes, box => Assert.All(box.Texts, text => Assert.True(box.Place.Holds(text.Place), $"'{text.Text}' {text.Place} in {box.Place}")));
        Assert.All(picture.Boxes, box => Assert.NotEmpty(box.Texts));
        Assert.All(picture.FreeTexts, text => Assert.True(ground.Holds(text.Place), text.Text));
        Assert.All(picture.Panels, panel => Assert.True(ground.Holds(panel)));
        AssertApart(picture.Boxes.Select(box => box.Place).ToList());
        AssertApart(picture.Panels);
        AssertApart(picture.Boxes.Select(box => box.Place).Concat(picture.FreeTexts.Select(text => text.Place)).ToList());
        Assert.All(picture.Boxes, box => Assert.All(picture.Panels, panel => Assert.True(panel.Holds(box.Place) || !panel.Overlaps(box.Place), "a box lies across an edge")));
    }

    [Theory]
    [MemberData(nameof(AllDiagrams))]
    public void Every_stage_and_every_structure_is_there(string file, DiagramLevel level)
    {
        var plan = DiagramSpecs.PlanOf(file);
        var picture = new SvgPicture(SvgDiagram.Write("Net", plan, level));
        var texts = picture.FreeTexts.Concat(picture.Boxes.SelectMany(box => box.Texts)).Select(text => text.Text).ToList();

        Assert.All(plan.Structures, unit => Assert.Contains(unit.Structure, texts));
        Assert.All(plan.Stages, stage => Assert.Contains(texts, text => text == stage.Key || text.StartsWith(stage.Key + " ×", StringComparison.Ordinal)));
        Assert.Contains(plan.Depth + " layers", picture.Root.Elements().First().Value, StringComparison.Ordinal);
    }

    [Fact]
    public void The_picture_does_not_grow_with_depth()
    {
        static int Lines(int version, int depth, DiagramLevel level) => SvgDiagram.Write("Net", Networks.Plan(version, depth), level).Split('\n').Length;

        foreach (var level in Enum.GetValues<DiagramLevel>())
        {
            Assert.Equal(Lines(1, 20, level), Lines(1, 1202, level));
            Assert.Equal(Lines(2, 29, level), Lines(2, 1001, level));
        }
    }

    [Fact]
    public void A_name_may_have_characters_that_mean_something_in_XML() =>
        Assert.Equal("<Net & \"Sons\">", new SvgPicture(SvgDiagram.Write("<Net & \"Sons\">", Networks.Plan(1, 20), DiagramLevel.Unit)).FreeTexts[0].Text);

    [Fact]
    public void The_costs_beside_the_boxes_add_up_to_the_network()
    {
        // Small enough that no number of parameters is rounded.
        var plan = Networks.Plan(1, 20);
        var picture = new SvgPicture(SvgDiagram.Write("Net", plan, DiagramLevel.Unit));
        var column = picture.FreeTexts.Single(text => text.Text == "parameters").Place.Right;
        var stages = picture.Panels.Select(panel => picture.FreeTexts.Single(text => Math.Abs(text.Place.Right - column) < 0.01 && panel.Holds(text.Place) && text.Place.Top - panel.Top < 12));
        var outside = picture.FreeTexts.Where(text => Math.Abs(text.Place.Right - column) < 0.01 && !picture.Panels.Any(panel => panel.Holds(text.Place))).Skip(1);

        Assert.Equal(plan.Parameters, stages.Concat(outside).Sum(text => long.Parse(text.Text.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static void Verify(string name, string text, [CallerFilePath] string test = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(test)!, name);
        AcceptedFile.Verify(path + ".verified.svg", path + ".received.svg", text);
    }

    private static void AssertApart(IReadOnlyList<SvgRectangle> rectangles)
    {
        for (var i = 0; i < rectangles.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                Assert.False(rectangles[i].Overlaps(rectangles[j]), $"{rectangles[i]} and {rectangles[j]}");
            }
        }
    }
}
