using System;
using ResNetGen.Core.Designs;

namespace ResNetGen.Core.Planning;

/// <summary>Plans what a unit adds to its shortcut.</summary>
internal sealed class ResidualPlanner
{
    private readonly StageDesign stage;
    private readonly LayerDesign layers;
    private readonly LayerKeys keys;
    private readonly GraphBuilder graph;

    public ResidualPlanner(StageDesign stage, LayerDesign layers, LayerKeys keys, GraphBuilder graph)
    {
        this.stage = stage;
        this.layers = layers;
        this.keys = keys;
        this.graph = graph;
    }

    private UnitDesign Design => stage.Unit;

    private bool StartsActivated => Design.Order is UnitOrder.Pre or UnitOrder.ActivationFirst;

    /// <summary>Adds the layers.</summary>
    /// <param name="sizes">The unit's numbers.</param>
    /// <param name="isBare">Whether nothing stands before the first convolution.</param>
    public Residual Add(UnitSizes sizes, bool isBare)
    {
        var convolutions = ConvolutionsOf(sizes);
        var (value, activated) = (0, 0);
        string? lastNorm = null;
        for (var i = 0; i < convolutions.Length; i++)
        {
            var number = i + 1;
            var isLast = number == convolutions.Length;
            var norm = LayerKeys.Norm(number);
            if (Design.Order == UnitOrder.Pre && !(isBare && i == 0))
            {
                value = graph.Norm(norm, value, convolutions[i].Inputs);
                lastNorm = norm;
            }

            value = StartsActivated && !(isBare && i == 0) ? graph.Activation(value) : value;
            activated = i == 0 ? value : activated;

            // Between the last two convolutions, as in Zagoruyko and Komodakis (2016, arXiv:1605.07146), section 2.4; of a dense unit, behind the last.
            value = isLast && Design.Kind != UnitKind.Dense ? graph.Dropout(value, Design.Dropout) : value;
            var isNormed = Design.Order switch
            {
                UnitOrder.Pre or UnitOrder.NormAfterAddition => !isLast,
                _ => true,
            };
            value = Convolution(number, value, convolutions[i] with { HasBias = layers.HasBias(isNormed || Design.Order == UnitOrder.NormAfterAddition) });
            if (isNormed && Design.Order != UnitOrder.Pre)
            {
                value = graph.Norm(norm, value, convolutions[i].Outputs);
                lastNorm = norm;
            }

            value = !StartsActivated && !isLast ? graph.Activation(value) : value;
        }

        if (Design.Attention is { } attention)
        {
            value = Attention(attention, value, sizes.Outputs);
        }

        value = Design.Order == UnitOrder.ActivationBeforeAddition ? graph.Activation(value) : value;
        value = Design.Kind == UnitKind.Dense ? graph.Dropout(value, Design.Dropout) : value;
        return new Residual(value, activated, convolutions.Length, layers.Norm == NormKind.None ? null : lastNorm);
    }

    private int Convolution(int number, int value, ConvolutionForm form)
    {
        var key = LayerKeys.Convolution(number);
        if (Design.Form == GroupForm.Grouped || Design.Cardinality == 1)
        {
            return graph.Convolution(key, value, number == 2 ? form with { Groups = Design.Cardinality } : form);
        }

        // Xie et al. (2017, arXiv:1611.05431), figure 3: in (b) the branches end before the last convolution, in (a) behind it.
        var isBranched = number < 3 || Design.Form == GroupForm.Branches;
        return isBranched
            ? graph.Branches(key, value, form with { Groups = Design.Cardinality }, splits: number > 1, adds: number == 3)
            : graph.Convolution(key, value, form);
    }

    private ConvolutionForm[] ConvolutionsOf(UnitSizes sizes)
    {
        var (inputs, inner, outputs, stride, dilation) = sizes;
        var kernel = Design.Kernel;
        var isFirstStrided = Design.StridedConvolution == StridedConvolution.First;
        return Design.Kind switch
        {
            UnitKind.Basic =>
            [
                new(inputs, outputs, kernel) { Stride = stride, Dilation = dilation },
                new(outputs, outputs, kernel) { Dilation = dilation },
            ],
            UnitKind.Dense => [new(inputs, inner, 1), new(inner, outputs, kernel) { Stride = stride, Dilation = dilation }],
            _ =>
            [
                isFirstStrided ? new(inputs, inner, 1) { Stride = stride } : new(inputs, inner, 1),
                isFirstStrided ? new(inner, inner, kernel) { Dilation = dilation } : new(inner, inner, kernel) { Stride = stride, Dilation = dilation },
                new(inner, outputs, 1),
            ],
        };
    }

    private int Attention(AttentionDesign attention, int value, Quantity channels)
    {
        if (attention.Kind == AttentionKind.SqueezeExcitation)
        {
            return graph.SqueezeExcitation(keys.Attention, value, channels, new Quantity(Math.Max(1, channels / Math.Max(1, attention.Reduction)), "squeezed"));
        }

        // Wang et al. (2020, arXiv:1910.03151), equation 12: the odd number next to log2(C) / 2 + 1 / 2.
        var length = (int)((Math.Log(channels, 2) + 1) / 2);
        return graph.EfficientChannelAttention(keys.Attention, value, new Quantity(Math.Max(3, length % 2 == 0 ? length + 1 : length), "kernel"));
    }
}
