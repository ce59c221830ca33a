using System;
using System.Globalization;
using System.Linq;
using System.Text;
using TorchSharp;

namespace ResNetGen.LibTorch.Text;

/// <summary>A tensor as text, in one of the styles. Of long dimensions only the ends are shown.</summary>
internal sealed class TensorText
{
    /// <summary>More elements than this, and the middles of dimensions are left out.</summary>
    private const long SummaryFrom = 1000;
    private const int Edge = 3;

    private readonly torch.Tensor _tensor;
    private readonly long[] _shape;
    private readonly string _format;
    private readonly CultureInfo _culture;
    private readonly string _newLine;
    private readonly int _width;
    private readonly StringBuilder _text = new();
    private readonly bool _summary;
    private readonly Func<long[], string> _element;

    private TensorText(torch.Tensor tensor, string? format, int? width, string? newLine, CultureInfo? culture)
    {
        _tensor = tensor;
        _shape = tensor.shape;
        _format = format ?? "g5";
        _width = width ?? 100;
        _newLine = newLine ?? Environment.NewLine;
        _culture = culture ?? CultureInfo.CurrentCulture;
        _summary = tensor.NumberOfElements > SummaryFrom;
        _element = Reader();
    }

    /// <summary>As <c>[2x3], type = Float32, device = cpu</c>.</summary>
    internal static string Metadata(torch.Tensor tensor) =>
        $"[{string.Join('x', tensor.shape)}], type = {tensor.dtype}, device = {tensor.device}";

    internal static string Of(
        torch.Tensor tensor, TensorStringStyle style, string? format = null, int? width = null, string? newLine = null, CultureInfo? culture = null)
    {
        style = style == TensorStringStyle.Default ? torch.TensorStringStyle : style;
        if (style == TensorStringStyle.Metadata || tensor.is_meta)
        {
            return Metadata(tensor);
        }

        using var unrecorded = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        using var values = tensor.cpu();
        var text = new TensorText(values, format, width, newLine, culture);
        return style switch
        {
            TensorStringStyle.Numpy => text.Nested(" ", "[", "]"),
            TensorStringStyle.CSharp => $"{Metadata(tensor)}, value = {text.Nested(", ", "{", "}")}",
            _ => $"{Metadata(tensor)}{text.Tables()}",
        };
    }

    private string Nested(string separator, string open, string close)
    {
        Nest([], separator, open, close);
        return _text.ToString();
    }

    private void Nest(long[] position, string separator, string open, string close)
    {
        var dim = position.Length;
        if (dim == _shape.Length)
        {
            _text.Append(_element(position));
            return;
        }

        _text.Append(open);
        var innermost = dim == _shape.Length - 1;
        var between = innermost ? separator : separator.TrimEnd() + _newLine + new string(' ', dim + 1);
        var first = true;
        foreach (var index in Shown(_shape[dim]))
        {
            _text.Append(first ? "" : between);
            first = false;
            if (index < 0)
            {
                _text.Append("...");
            }
            else
            {
                Nest([.. position, index], separator, open, close);
            }
        }

        _text.Append(close);
    }

    private string Tables()
    {
        if (_shape.Length == 0)
        {
            return $", value = {_element([])}";
        }

        if (_tensor.NumberOfElements > 0)
        {
            Table([]);
        }

        return _text.ToString();
    }

    private void Table(long[] position)
    {
        if (_shape.Length - position.Length > 2)
        {
            foreach (var index in Shown(_shape[position.Length]).Where(index => index >= 0))
            {
                Table([.. position, index]);
            }

            return;
        }

        if (position.Length > 0)
        {
            _text.Append(_newLine).Append('[').AppendJoin(',', position).Append(",..,..] =");
        }

        var rows = _shape.Length - position.Length == 1
            ? [Row(position)]
            : Shown(_shape[position.Length]).Select(row => row < 0 ? ["..."] : Row([.. position, row])).ToArray();
        var columnWidth = rows.SelectMany(row => row).Max(cell => cell.Length);
        foreach (var row in rows)
        {
            var line = string.Join(' ', row.Select(cell => cell.PadLeft(columnWidth)));
            _text.Append(_newLine).Append(' ').Append(line.Length < _width ? line : line[..(_width - 4)] + " ...");
        }
    }

    private string[] Row(long[] position) =>
        [.. Shown(_shape[position.Length]).Select(column => column < 0 ? "..." : _element([.. position, column]))];

    /// <summary>The positions of a dimension that are shown; -1 stands for those that are left out.</summary>
    private long[] Shown(long size) => !_summary || size <= (2 * Edge) + 1
        ? [.. Enumerable.Range(0, (int)size).Select(index => (long)index)]
        : [0, 1, 2, -1, size - 3, size - 2, size - 1];

    private Func<long[], string> Reader()
    {
        switch (_tensor.dtype)
        {
            case torch.ScalarType.Bool:
                return position => At(position).ToBoolean() ? "True" : "False";
            case var type when torch.is_floating_point(type):
                return position => At(position).ToDouble().ToString(_format, _culture);
            default:
                return position => At(position).ToInt64().ToString(_culture);
        }
    }

    private torch.Tensor At(long[] position) => position.Length == 0 ? _tensor : _tensor[position];
}
