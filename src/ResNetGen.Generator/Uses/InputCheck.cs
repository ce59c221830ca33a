using System.Globalization;
using ResNetGen.Core.Findings;
using ResNetGen.Generator.Reading;

namespace ResNetGen.Generator.Uses;

/// <summary>Holds the shape of a batch against what its network takes.</summary>
internal static class InputCheck
{
    public static Finding? Find(NetworkCall call, TensorShape batch)
    {
        var (network, place) = (call.Network, call.Batch.Syntax.PlaceOf());
        if (batch.Rank != 4 || (batch.Sizes[1] is { } channels && channels != network.Channels))
        {
            return Misfit(WhatWouldDo(network, batch));
        }

        var (height, width) = (batch.Sizes[2], batch.Sizes[3]);
        if (height < network.Sizes.Height.Least || width < network.Sizes.Width.Least)
        {
            return new Finding(
                FindingCatalogue.ImageTooSmall, place, network.Name, network.Sizes.Height.Least, network.Sizes.Width.Least, Word(height), Word(width));
        }

        return height > network.Sizes.Height.Most || width > network.Sizes.Width.Most ? Misfit("") : null;

        Finding Misfit(string hint) => new(FindingCatalogue.InputDoesNotFit, place, network.Name, network.Images, batch.ToString(), hint);
    }

    private static string WhatWouldDo(NetworkShape network, TensorShape batch) => batch switch
    {
        { Rank: 3 } when batch.Sizes[0] == network.Channels => "; unsqueeze(0) makes a batch of one image",
        { Rank: 4 } when batch.Sizes[3] == network.Channels => "; permute(0, 3, 1, 2) puts the channels second",
        _ => "",
    };

    private static string Word(long? size) => size is { } number ? number.ToString("N0", CultureInfo.InvariantCulture) : "?";
}
