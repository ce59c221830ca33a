using System;
using System.IO;
using System.Linq;
using ResNetGen.Data;
using ResNetGen.Data.Folders;
using ResNetGen.Images;
using ResNetGen.Runtime.Tests.Images;

namespace ResNetGen.Runtime.Tests.Data;

public sealed class ImageFolderTests : IDisposable
{
    private static readonly FeatureShape Shape = new(3, 16, 16);

    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("test")]
    [InlineData("val")]
    [InlineData("Validation")]
    public void Parts_of_their_own_are_taken(string test)
    {
        Write("train/dog/b.bmp", "train/dog/a.BMP", "train/cat/more/c.bmp", "train/cat/.hidden.bmp", $"{test}/dog/x.bmp", "other.txt");
        File.WriteAllText(folder.File("train/cat/list.txt"), "");
        var source = DataSource.Find($"folder:{folder.Path}", Shape);

        Assert.Equal(["cat", "dog"], source.Train.ClassNames);
        Assert.Equal(["train/cat/more/c.bmp", "train/dog/a.BMP", "train/dog/b.bmp"], Files(source.Train));
        Assert.Equal([$"{test}/dog/x.bmp"], Files(source.Test));
        Assert.Equal(1, source.Test.Read(0, new byte[Shape.Length]));
        Assert.Equal("1 files that are no JPEG, PNG or BMP are left out (1 .txt).", source.Note);
        Assert.Equal($"{Path.GetFileName(folder.Path)} train", source.Train.Name);
        Assert.Equal(Augmentation.Imagenet, source.Augmentation);
    }

    [Fact]
    public void Without_parts_a_share_of_each_class_is_held_out_and_it_is_said()
    {
        Write([.. Enumerable.Range(0, 20).Select(i => $"cat/{i}.bmp"), .. Enumerable.Range(0, 3).Select(i => $"dog/{i}.bmp"), "train/one.bmp"]);
        var found = ImageFolder.Find(folder.Path);
        var (train, test) = (Open(found, DatasetPart.Train), Open(found, DatasetPart.Test));

        Assert.Equal(["cat", "dog", "train"], found.ClassNames);
        Assert.Equal(16 + 2 + 1, train.Count);
        Assert.Equal(4 + 1, test.Count);
        Assert.Empty(Files(train).Intersect(Files(test)));
        Assert.Equal(Files(test), Files(Open(ImageFolder.Find(folder.Path), DatasetPart.Test)));
        Assert.NotEqual(Files(test), Files(Open(ImageFolder.Find(folder.Path, new ImageFolderOptions { Seed = 1 }), DatasetPart.Test)));
        Assert.Equal(10 + 2, Open(ImageFolder.Find(folder.Path, new ImageFolderOptions { HeldOut = 0.5 }), DatasetPart.Test).Count);
        Assert.Equal($"{folder.Path} has no folders train and test: 20% of each class is held out, chosen by the files' names and seed 0, the same every time.", found.Note);
    }

    [Fact]
    public void A_further_picture_changes_little_of_who_is_held_out()
    {
        Write([.. Enumerable.Range(0, 50).Select(i => $"cat/{i}.bmp"), "dog/1.bmp"]);
        var before = Files(Open(ImageFolder.Find(folder.Path), DatasetPart.Test));
        Write("cat/51.bmp");
        var after = Files(Open(ImageFolder.Find(folder.Path), DatasetPart.Test));

        Assert.InRange(before.Intersect(after).Count(), before.Length - 1, before.Length);
    }

    [Fact]
    public void What_is_wrong_with_a_folder_is_named()
    {
        Refused("no", "there is no such folder; give one that has a folder of pictures for each class");
        Directory.CreateDirectory(folder.File("empty"));
        Refused("empty", "has no folders of classes; put the pictures of each class into a folder with the class's name.");
        Write("flat/a.bmp", "flat/b.bmp");
        Refused("flat", "has no folders of classes");
        Write("half/train/cat/a.bmp");
        Refused("half", $"has a folder train, and none called test, val, valid, validation with the same classes; add it, or give '{folder.File("half/train")}', of which a part is then held out.");
        Write("judged/test/cat/a.bmp");
        Refused("judged", "has no folder train with a folder for each class, so there is nothing to learn from.");
        Write("bare/cat/a.bmp", "bare/cat/b.bmp");
        Directory.CreateDirectory(folder.File("bare/dog"));
        Refused("bare", $"{folder.File("bare/dog")}: has no pictures (.jpg, .png or .bmp)");
        Write("single/cat/a.bmp", "single/dog/a.bmp");
        Refused("single", "has one picture a class, so none can be held out", DatasetPart.Test);
        Write("unlike/train/cat/a.bmp", "unlike/test/dog/a.bmp");
        Refused("unlike", $"{folder.File("unlike/test/dog")}: is a class that {folder.File("unlike/train")} has not; its classes are cat.", DatasetPart.Test);
        var five = Assert.Throws<DatasetException>(() => ImageFolderDataset.Open(ImageFolder.Find(folder.File("bare")), DatasetPart.Train, new FeatureShape(5, 8, 8)));
        Assert.Contains("the network takes 5 x 8 x 8", five.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Links_in_a_circle_have_an_end()
    {
        Write("cat/a.bmp", "dog/a.bmp", "dog/b.bmp");
        Directory.CreateSymbolicLink(folder.File("cat/again"), folder.Path);

        Assert.Equal(["cat/a.bmp"], Files(Open(ImageFolder.Find(folder.Path), DatasetPart.Train)).Where(file => file.StartsWith("cat", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_picture_of_the_network_s_size_is_taken_as_it_is()
    {
        var picture = SamplePicture.Noise(16, 16);
        Write("test/cat/a.bmp");
        File.WriteAllBytes(folder.File("test/cat/a.bmp"), SampleBmp.Encode(picture));
        var planes = new byte[Shape.Length];
        Open(ImageFolder.Find(folder.Path), DatasetPart.Test).Read(0, planes);

        Assert.Equal(picture.Pixels, Picture.FromPlanes(planes, Shape).Pixels);
    }

    [SkippableTheory]
    [InlineData(40, 30, 16, 16, 1)]
    [InlineData(30, 47, 16, 16, 3)]
    [InlineData(9, 9, 16, 16, 3)]
    [InlineData(300, 200, 28, 28, 3)]
    [InlineData(1000, 3, 16, 16, 3)]
    public void The_middle_is_that_of_torchvision_s_resize_and_crop(int width, int height, int newHeight, int newWidth, int channels)
    {
        Python.Require("torchvision");
        Write("test/cat/a.bmp");
        File.WriteAllBytes(folder.File("test/cat/a.bmp"), SampleBmp.Encode(SamplePicture.Make(width, height)));
        var shape = new FeatureShape(channels, newHeight, newWidth);
        var planes = new byte[shape.Length];
        ImageFolderDataset.Open(ImageFolder.Find(folder.Path), DatasetPart.Test, shape).Read(0, planes);
        var hex = Python.Run(
            """
            import sys
            from PIL import Image
            from torchvision import transforms as T
            i = Image.open(sys.argv[1]).convert("RGB")
            h, w = int(sys.argv[2]), int(sys.argv[3])
            i = T.CenterCrop((h, w))(T.Resize(round(h / 0.875))(i))
            if sys.argv[4] == "1": i = i.convert("L")
            print(i.tobytes().hex())
            """,
            folder.File("test/cat/a.bmp"),
            $"{newHeight}",
            $"{newWidth}",
            $"{channels}");

        Assert.Equal(Convert.FromHexString(hex.Trim()), Picture.FromPlanes(planes, shape).Pixels);
    }

    [SkippableFact]
    public void A_part_is_resized_as_torchvision_does()
    {
        Python.Require("torchvision");
        var picture = SamplePicture.Noise(61, 47);
        Write("train/cat/a.bmp", "test/cat/a.bmp");
        File.WriteAllBytes(folder.File("train/cat/a.bmp"), SampleBmp.Encode(picture));
        var crop = new PictureCrop(new RandomResizedCrop(), new RandomStream(1, 2, 3));
        var part = crop.Choose(new PictureSize(61, 47));
        var planes = new byte[Shape.Length];
        Open(ImageFolder.Find(folder.Path), DatasetPart.Train).Read(0, crop, planes);
        var hex = Python.Run(
            """
            import sys
            from PIL import Image
            import torchvision.transforms.functional as F
            t, l, h, w = map(int, sys.argv[2:])
            print(F.resized_crop(Image.open(sys.argv[1]).convert("RGB"), t, l, h, w, (16, 16)).tobytes().hex())
            """,
            folder.File("train/cat/a.bmp"),
            $"{part.Top}",
            $"{part.Left}",
            $"{part.Height}",
            $"{part.Width}");

        Assert.Equal(Convert.FromHexString(hex.Trim()), Picture.FromPlanes(planes, Shape).Pixels);
    }

    [Fact]
    public void A_broken_picture_is_named_by_its_file()
    {
        Write("test/cat/a.bmp", "test/cat/b.bmp");
        File.WriteAllBytes(folder.File("test/cat/b.bmp"), [.. "BM"u8, 1, 2, 3]);
        var data = Open(ImageFolder.Find(folder.Path), DatasetPart.Test);
        File.Delete(folder.File("test/cat/a.bmp"));

        Assert.StartsWith($"{folder.File("test/cat/a.bmp")}: cannot be read: ", Assert.Throws<BrokenImageException>(() => data.Read(0, new byte[Shape.Length])).Message, StringComparison.Ordinal);
        Assert.Equal(
            $"{folder.File("test/cat/b.bmp")}: is no whole BMP file (its header is cut off or unknown).",
            Assert.Throws<BrokenImageException>(() => data.Read(1, new byte[Shape.Length])).Message);
    }

    [Fact]
    public void A_subset_of_pictures_gives_parts_of_them()
    {
        Write("train/cat/a.bmp", "train/cat/b.bmp", "train/dog/c.bmp", "test/cat/a.bmp");
        var data = Open(ImageFolder.Find(folder.Path), DatasetPart.Train);
        var subset = Assert.IsAssignableFrom<IPictureDataset>(ImageSubset.Of(data, "some", 2, 0));
        var crop = new PictureCrop(new RandomResizedCrop(), new RandomStream(1, 2, 3));
        var (one, other) = (new byte[Shape.Length], new byte[Shape.Length]);

        Assert.Equal(1, subset.Read(0, crop, one));
        Assert.Equal(1, data.Read(2, crop, other));
        Assert.Equal(one, other);
        Assert.Equal(2, subset.Count);
        Assert.False(ImageSubset.Of(new MemoryDataset(3, Shape, 2, (_, _) => 0), "plain", 1) is IPictureDataset);
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageSubset.Of(data, "far", 3));
    }

    private static ImageFolderDataset Open(ImageFolder found, DatasetPart part) => ImageFolderDataset.Open(found, part, Shape);

    private void Write(params string[] files)
    {
        foreach (var file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder.File(file))!);
            File.WriteAllBytes(folder.File(file), SampleBmp.Encode(SamplePicture.Make(20, 18)));
        }
    }

    private string[] Files(IImageDataset data) =>
        [.. Enumerable.Range(0, data.Count).Select(i => Path.GetRelativePath(folder.Path, ((ImageFolderDataset)data).PathOf(i)))];

    private void Refused(string name, string message, DatasetPart part = DatasetPart.Train)
    {
        var error = Assert.Throws<DatasetException>(() => Open(ImageFolder.Find(folder.File(name)), part));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains(folder.File(name), error.Message, StringComparison.Ordinal);
    }
}
