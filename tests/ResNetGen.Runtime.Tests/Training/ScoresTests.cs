using System;
using System.Linq;
using ResNetGen.Training;

namespace ResNetGen.Runtime.Tests.Training;

public class ScoresTests
{
    [Theory]
    [InlineData(new[] { 1f, 5, 3 }, 1, 0)]
    [InlineData(new[] { 1f, 5, 3 }, 2, 1)]
    [InlineData(new[] { 1f, 5, 3 }, 0, 2)]
    [InlineData(new[] { 2f, 2, 2 }, 0, 0)]
    [InlineData(new[] { 2f, 2, 2 }, 2, 2)]
    [InlineData(new[] { float.NaN, float.NaN }, 0, 1)]
    [InlineData(new[] { float.NaN, 1 }, 1, 1)]
    public void A_rank_counts_the_classes_ahead(float[] scores, int label, int rank)
    {
        Assert.Equal(rank, Scores.Rank(scores, label));
    }

    [Fact]
    public void Cross_entropy_is_the_formula_and_does_not_overflow()
    {
        Assert.Equal(Math.Log(10), Scores.CrossEntropy(new float[10], 3), 1e-12);
        Assert.Equal(-Math.Log(Math.E / (1 + Math.E)), Scores.CrossEntropy([0f, 1f], 1), 1e-12);
        Assert.Equal(2000, Scores.CrossEntropy([1000f, -1000f], 1), 1e-9);
    }

    [Fact]
    public void A_tally_is_the_same_however_images_are_batched()
    {
        var random = new Random(1);
        var scores = Enumerable.Range(0, 70).Select(_ => random.NextSingle()).ToArray();
        var labels = Enumerable.Range(0, 10).Select(i => (long)(i % 7)).ToArray();
        var whole = new Tally();
        whole.Add(scores, labels);
        var parts = new Tally();
        parts.Add(scores.AsSpan(0, 21), labels.AsSpan(0, 3));
        parts.Add(scores.AsSpan(21), labels.AsSpan(3));

        Assert.Equal(10, parts.Images);
        Assert.Equal(whole.Evaluation.Correct, parts.Evaluation.Correct);
        Assert.Equal(whole.Evaluation.Top5, parts.Evaluation.Top5);
        Assert.Equal(whole.Evaluation.Loss, parts.Evaluation.Loss, 1e-12);
        Assert.InRange(whole.Evaluation.Top5, whole.Evaluation.Top1, 1);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(4, 0, 1)]
    [InlineData(5, 0, 0)]
    public void The_fifth_of_the_highest_scores_is_the_last_that_counts_for_top_5(int label, int top1, int top5)
    {
        var tally = new Tally();
        tally.Add([0.9f, 0.8f, 0.7f, 0.6f, 0.5f, 0.4f, 0.3f], [label]);

        Assert.Equal((top1, top5), (tally.Evaluation.Top1, tally.Evaluation.Top5));
    }
}
