using ResNetGen.Cli.Specs;
using ResNetGen.Data;

namespace ResNetGen.Cli.Networks;

/// <summary>Finds the data that a network is trained or scored on.</summary>
internal static class NetworkData
{
    /// <summary>The data of a DATA.</summary>
    /// <exception cref="DatasetException">There are no such data, or their images have another shape than the network takes.</exception>
    public static DataSource Find(string data, SpecFile spec)
    {
        var input = spec.Plan.Input;
        return DataSource.Find(data, new FeatureShape(input.Channels, input.Height, input.Width));
    }

    /// <summary>The data of a DATA, with as many broken images as is said; what is broken is named on stderr when it is found, but on a terminal, where the display of the progress is.</summary>
    /// <param name="data">The DATA.</param>
    /// <param name="broken">How many images of a part may be broken; null for the usual count.</param>
    /// <param name="spec">The network.</param>
    /// <param name="terminal">Where broken images are named.</param>
    /// <exception cref="DatasetException">There are no such data, or their images have another shape than the network takes.</exception>
    public static DataSource Find(string data, int? broken, SpecFile spec, Terminal terminal)
    {
        var source = Find(data, spec);
        source = broken is null ? source : source.With(BrokenImages.AtMost(broken.Value));
        if (!terminal.ErrorIsTerminal)
        {
            source.Broken.Found += (_, image) => terminal.Error.WriteLine($"Broken image: {image}");
        }

        return source;
    }

    /// <summary>Says what a user should know of how the data were taken, once they are open.</summary>
    public static void SayNote(DataSource data, Terminal terminal)
    {
        if (data.Note is { } note)
        {
            terminal.Error.WriteLine(note);
        }
    }

    /// <summary>Names the broken images on a terminal, once the display of the progress is gone.</summary>
    public static void SayBroken(DataSource data, Terminal terminal)
    {
        if (terminal.ErrorIsTerminal)
        {
            foreach (var image in data.Broken.All)
            {
                terminal.Error.WriteLine($"Broken image: {image}");
            }
        }
    }

    /// <summary>Sees to it that data have as many classes as the network scores.</summary>
    /// <exception cref="RefusalException">They have not.</exception>
    public static void RequireClasses(IImageDataset data, SpecFile spec)
    {
        var (there, scored) = (data.ClassNames.Count, spec.Plan.Classes);
        if (scored == 0)
        {
            throw new RefusalException($"The network of {spec.Path} gives {spec.Plan.Result}, no scores; data with labels need a head of the kind \"classifier\".");
        }

        if (there != scored)
        {
            throw new RefusalException($"{data.Name} has {there} classes, the network of {spec.Path} scores {scored}; write \"classes\": {there} in the spec.");
        }
    }
}
