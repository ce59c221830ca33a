using System.Collections.Generic;
using System.Linq;
using ResNetGen.Data;
using ResNetGen.Weights;

namespace ResNetGen.Runtime.Tests.Weights;

public sealed class DataNoteTests
{
    [Theory]
    [InlineData("net.safetensors")]
    [InlineData("net.pth")]
    public void A_file_of_weights_keeps_the_names_of_classes_and_the_normalisation(string name)
    {
        using var folder = new ScratchFolder();
        using var network = new TinyNet();
        var note = new DataNote(["a \"cat\"", "Katze, groß", ""], Normalization.Cifar10);

        WeightsFile.Save(folder.File(name), network.state_dict(), WeightsFile.MetadataOf("Tiny", "", note));
        using var file = WeightsFile.Open(folder.File(name));
        var read = DataNote.Of(file.Metadata);

        Assert.Equal(note.ClassNames, read.ClassNames);
        Assert.Equal(note.Normalization!.Mean, read.Normalization!.Mean);
        Assert.Equal(note.Normalization.StandardDeviation, read.Normalization.StandardDeviation);
    }

    [Theory]
    [InlineData("no json", "[[0.5], [0.5]")]
    [InlineData("[1, 2]", "[[0.5], [0]]")]
    [InlineData("[null]", "[[0.5]]")]
    [InlineData("{}", "[null, [1]]")]
    [InlineData("[{}]", "[[\"0\"], [1]]")]
    public void What_cannot_be_read_counts_as_nothing(string classes, string normalization)
    {
        var read = DataNote.Of(new Dictionary<string, string> { [DataNote.ClassesKey] = classes, [DataNote.NormalizationKey] = normalization });

        Assert.True(read.ClassNames is null || read.ClassNames.All(name => name is null), string.Join(',', read.ClassNames ?? []));
        Assert.Null(read.Normalization);
    }

    [Fact]
    public void Files_of_others_note_nothing() => Assert.Equal(new DataNote(null, null), DataNote.Of(new Dictionary<string, string>()));
}
