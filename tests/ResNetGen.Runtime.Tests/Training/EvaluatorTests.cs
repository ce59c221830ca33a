using System;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using ResNetGen.Data;
using ResNetGen.Training;
using static TorchSharp.torch;

namespace ResNetGen.Runtime.Tests.Training;

public class EvaluatorTests
{
    private static readonly FeatureShape Shape = new(3, 8, 8);

    private static readonly MemoryDataset Data = new(50, Shape, 10, (index, place) => (byte)((31 * index) + (place * place)));

    [Fact]
    public void Norms_that_are_frozen_in_training_stay_frozen()
    {
        using var network = new TinyNet();
        network.train();
        var norm = network.modules().OfType<TorchSharp.Modules.BatchNorm2d>().Single();
        norm.eval();

        new Evaluator(network, Data, Normalization.Cifar10).Run();

        Assert.True(network.training);
        Assert.False(norm.training);
    }

    [Fact]
    public void The_batch_size_changes_nothing_but_the_speed()
    {
        using var network = new TinyNet();
        var together = new Evaluator(network, Data, Normalization.Cifar10, 50).Run();
        var apart = new Evaluator(network, Data, Normalization.Cifar10, 7).Run();

        Assert.Equal(50, apart.Images);
        Assert.Equal(together.Correct, apart.Correct);
        Assert.Equal(together.Top5, apart.Top5);
        Assert.Equal(together.Loss, apart.Loss, 1e-5);
    }

    [Fact]
    public void Loss_and_top1_are_torch_s_own()
    {
        using var network = new TinyNet();
        var evaluation = new Evaluator(network, Data, Normalization.Unit, 50).Run();

        network.eval();
        using var gradients = no_grad();
        using var scope = NewDisposeScope();
        using var loader = new BatchLoader(Data, new BatchOptions { Size = 50, Normalization = Normalization.Unit });
        using var batch = loader.Epoch(0).Single();
        var scores = network.call(batch.Images);
        Assert.Equal(nn.functional.cross_entropy(scores, batch.Labels).item<float>(), evaluation.Loss, 1e-4);
        Assert.Equal(scores.argmax(1).eq(batch.Labels).sum().item<long>(), evaluation.Correct);
    }

    [Fact]
    public void Scores_are_written_row_by_row()
    {
        using var folder = new ScratchFolder();
        using var network = new TinyNet();
        var file = folder.File(Path.Combine("made", "scores.f32"));
        var evaluation = new Evaluator(network, Data, Normalization.Unit, 16).Run(file);

        var numbers = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(file)).ToArray();
        Assert.Equal(500, numbers.Length);
        Assert.Equal(evaluation.Correct, Enumerable.Range(0, 50).Count(i => Scores.Rank(numbers.AsSpan(i * 10, 10), i % 10) == 0));
        Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public void A_file_of_scores_is_there_whole_or_not_at_all()
    {
        using var folder = new ScratchFolder();
        using var network = new TinyNet();
        using var stop = new CancellationTokenSource();
        var done = 0;
        var progress = new Counter(images =>
        {
            done = images;
            stop.Cancel();
        });

        Assert.Throws<OperationCanceledException>(
            () => new Evaluator(network, Data, Normalization.Unit, 16).Run(folder.File("scores.f32"), progress, stop.Token));
        Assert.Equal(16, done);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void The_network_s_mode_and_weights_stay_and_nothing_leaks()
    {
        using var network = new TinyNet();
        var before = network.state_dict().ToDictionary(pair => pair.Key, pair => pair.Value.bytes.ToArray());
        network.train();
        var live = Tensor.TotalCount;
        new Evaluator(network, Data, Normalization.Unit, 16).Run();

        Assert.True(network.training);
        Assert.Equal(live, Tensor.TotalCount);
        Assert.All(network.state_dict(), pair => Assert.Equal(before[pair.Key], pair.Value.bytes.ToArray()));
        network.eval();
        new Evaluator(network, Data, Normalization.Unit, 16).Run();
        Assert.False(network.training);
    }

    [Fact]
    public void Details_are_what_the_scores_say_one_by_one()
    {
        using var folder = new ScratchFolder();
        using var network = new TinyNet();
        var evaluation = new Evaluator(network, Data, Normalization.Unit, 16).Run(folder.File("scores.f32"));
        var numbers = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(folder.File("scores.f32"))).ToArray();
        var answers = Enumerable.Range(0, 50).Select(i =>
        {
            var scores = numbers[(i * 10)..((i + 1) * 10)];
            var predicted = Array.IndexOf(scores, scores.Max());
            return new ImageAnswer(i, i % 10, predicted, Math.Exp(scores[predicted]) / scores.Sum(score => Math.Exp(score)));
        }).ToList();

        var details = new Evaluator(network, Data, Normalization.Unit, 16).RunDetailed(answers: 7);

        Assert.Equal(evaluation, details.Evaluation);
        Assert.Equal(0, details.Unanswered);
        Assert.Equal(
            Enumerable.Range(0, 100).Select(cell => answers.Count(answer => answer.Label == cell / 10 && answer.Predicted == cell % 10)),
            details.Confusion.SelectMany(row => row));
        var mistakes = answers.Where(answer => answer.Predicted != answer.Label).OrderByDescending(answer => answer.Probability).Take(7).ToList();
        Assert.Equal(7, mistakes.Count);
        Assert.Equal(mistakes.Select(answer => answer.Index), details.Mistakes.Select(answer => answer.Index));
        Assert.All(mistakes.Zip(details.Mistakes), pair => Assert.Equal(pair.First.Probability, pair.Second.Probability, 1e-6));
        var doubtful = answers.Where(answer => answer.Predicted == answer.Label).OrderBy(answer => answer.Probability).Take(7);
        Assert.Equal(doubtful.Select(answer => answer.Index), details.Doubtful.Select(answer => answer.Index));
    }

    [Fact]
    public void Images_that_cannot_be_read_do_not_change_which_image_an_answer_is_of()
    {
        using var network = new TinyNet();
        var all = new Evaluator(network, Data, Normalization.Unit, 16).RunDetailed(answers: 50);
        var some = new Evaluator(network, new BrokenDataset(Data, 3, 20), Normalization.Unit, 16, BrokenImages.AtMost(2)).RunDetailed(answers: 50);

        Assert.Equal(48, some.Evaluation.Images);
        Assert.Equal(Answers(all).Where(answer => answer.Index is not (3 or 20)), Answers(some));

        static (int Index, int Label, int Predicted)[] Answers(EvaluationDetails details) =>
            [.. details.Mistakes.Concat(details.Doubtful).OrderBy(answer => answer.Index).Select(answer => (answer.Index, answer.Label, answer.Predicted))];
    }

    [Fact]
    public void Scores_that_are_no_numbers_are_no_answers()
    {
        var tally = new DetailsTally(classes: 3, answers: 5);
        tally.Add([float.NaN, 0, 0, 0, 2, 0, float.NegativeInfinity, 1, 1], [0, 1, 2], [10, 11, 12]);
        var details = tally.Details(new Evaluation(3, 1, 1 / 3.0, 1, 1));

        Assert.Equal(1, details.Unanswered);
        Assert.Equal([0, 0, 0, 0, 1, 0, 0, 1, 0], details.Confusion.SelectMany(row => row));
        var mistake = Assert.Single(details.Mistakes);
        Assert.Equal((12, 2, 1), (mistake.Index, mistake.Label, mistake.Predicted));
        Assert.Equal(0.5, mistake.Probability, 1e-12);
        Assert.Equal(11, Assert.Single(details.Doubtful).Index);
    }

    [Fact]
    public void Another_count_of_classes_is_refused_with_the_numbers()
    {
        using var network = new TinyNet(classes: 7);
        var error = Assert.Throws<ArgumentException>(() => new Evaluator(network, Data, Normalization.Unit, 16).Run());

        Assert.Contains("[16, 7]; memory has 10 classes, so it would have to be [16, 10]", error.Message, StringComparison.Ordinal);
    }

    private sealed class Counter(Action<int> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }
}
