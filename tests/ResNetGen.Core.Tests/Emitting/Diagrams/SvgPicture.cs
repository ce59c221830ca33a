using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Xml.Linq;

namespace ResNetGen.Core.Tests.Emitting.Diagrams;

/// <summary>A diagram, read again as any program would read it.</summary>
internal sealed class SvgPicture
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public SvgPicture(string text)
    {
        Root = XDocument.Parse(text).Root!;
        Boxes = Root.Elements(Svg + "g").Select(group => new SvgBox(Rectangle(group.Element(Svg + "rect")!), group.Elements(Svg + "text").Select(Text).ToList())).ToList();
        Panels = Root.Elements(Svg + "rect").Where(r => (string?)r.Attribute("class") == "panel").Select(Rectangle).ToList();
        FreeTexts = Root.Elements(Svg + "text").Select(Text).ToList();
    }

    public XElement Root { get; }

    public double Width => Number(Root, "width");

    public double Height => Number(Root, "height");

    /// <summary>Boxes with the text in them.</summary>
    public IReadOnlyList<SvgBox> Boxes { get; }

    /// <summary>The areas behind stages or parts.</summary>
    public IReadOnlyList<SvgRectangle> Panels { get; }

    /// <summary>Text that is in no box.</summary>
    public IReadOnlyList<SvgText> FreeTexts { get; }

    private static SvgRectangle Rectangle(XElement element) => new(
        Number(element, "x"), Number(element, "y"), Number(element, "x") + Number(element, "width"), Number(element, "y") + Number(element, "height"));

    private static SvgText Text(XElement element)
    {
        var kind = (string)element.Attribute("class")!;
        var size = kind switch
        {
            "title" => 18,
            "name" => 13,
            "body" => 12,
            _ => 11,
        };
        var width = DejaVuSans.WidthOf(element.Value, size, kind is "title" or "name");
        var left = Number(element, "x") - ((string?)element.Attribute("text-anchor") switch
        {
            "middle" => width / 2,
            "end" => width,
            _ => 0,
        });
        var baseline = Number(element, "y");
        return new SvgText(element.Value, new SvgRectangle(left, baseline - size, left + width, baseline + (size / 4.0)));
    }

    private static double Number(XElement element, string name) => double.Parse((string)element.Attribute(name)!, CultureInfo.InvariantCulture);
}
