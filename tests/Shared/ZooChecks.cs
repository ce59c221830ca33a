using System;
using System.Collections.Generic;
using System.Linq;

namespace ResNetGen;

/// <summary>What the networks of the folder <c>specs</c> are compared with, besides their own plans: the tests take their cases from here, and docs/zoo.md its last column.</summary>
internal static class ZooChecks
{
    /// <summary>Networks of torchvision: scores and gradients with the same weights.</summary>
    public static IReadOnlyList<string> Torchvision { get; } =
    [
        "resnet18", "resnet34", "resnet50", "resnet101", "resnet152", "resnext50_32x4d", "resnext101_32x8d", "resnext101_64x4d", "wide_resnet50_2", "wide_resnet101_2",
        "densenet121", "densenet161", "densenet169", "densenet201",
    ];

    /// <summary>Costs of torchvision's networks, by tests/testdata/costs/torchvision.json.</summary>
    public static IReadOnlyList<string> TorchvisionCosts { get; } =
        ["resnet18", "resnet34", "resnet50", "resnet101", "resnet152", "resnext50_32x4d", "resnext101_32x8d", "wide_resnet50_2", "densenet121", "densenet169", "densenet201"];

    /// <summary>Costs of Keras' CIFAR example, by tests/testdata/costs/keras-cifar-example.json: the network and its name there.</summary>
    public static IReadOnlyDictionary<string, string> KerasExampleCosts { get; } = new Dictionary<string, string>
    {
        ["keras_resnet20v1"] = "ResNet20v1",
        ["keras_resnet32v1"] = "ResNet32v1",
        ["keras_resnet44v1"] = "ResNet44v1",
        ["keras_resnet56v1"] = "ResNet56v1",
        ["keras_resnet110v1"] = "ResNet110v1",
        ["keras_resnet20v2"] = "ResNet20v2",
        ["keras_resnet29v2"] = "ResNet29v2",
        ["keras_resnet56v2"] = "ResNet56v2",
    };

    /// <summary>Costs of Keras Applications, by tests/testdata/costs/keras-applications.json: the network and its name there.</summary>
    public static IReadOnlyDictionary<string, string> KerasApplicationsCosts { get; } = new Dictionary<string, string>
    {
        ["keras_resnet50"] = "ResNet50",
        ["keras_resnet101"] = "ResNet101",
        ["keras_resnet152"] = "ResNet152",
        ["resnet50v2"] = "ResNet50V2",
        ["resnet152v2"] = "ResNet152V2",
    };

    /// <summary>Costs of the papers' networks for CIFAR, by tests/testdata/costs/cifar.json.</summary>
    public static IReadOnlyList<string> CifarCosts { get; } =
        ["resnet20", "resnet32", "resnet44", "resnet56", "resnet110", "resnet1202", "preresnet164", "preresnet1001"];

    /// <summary>Weights that others published: the spec, the file, the logits, the normalization, and how many of CIFAR-10's test images are right.</summary>
    public static IReadOnlyList<(string Spec, string Weights, string Logits, string Normalization, int Correct)> PublishedWeights { get; } =
    [
        ("resnet20", "akamaster_resnet20-12fca82f.th", "akamaster_resnet20", "imagenet", 9173),
        ("resnet56", "akamaster_resnet56-4bfd9763.th", "akamaster_resnet56", "imagenet", 9339),
        ("resnet20b_ehan", "ehan_resnet20_optionB.pth", "ehan_resnet20", "imagenet", 9001),
        ("resnet20_avgpool_bias", "atr_resnet_neo_v1_5e4_20.pth", "atr_resnet_neo_v1_5e4_20", "cifar10", 9210),
        ("mlperf_resnet8", "mlperf_resnet8.h5", "mlperf_tiny_resnet8", "raw", 8719),
    ];

    /// <summary>What a network is compared with, in words; the module that <c>emit python</c> writes of it comes last, since all are.</summary>
    public static string Of(string spec) => string.Join("; ", new[]
    {
        Torchvision.Contains(spec) ? "torchvision: scores, gradients" : null,
        TorchvisionCosts.Contains(spec) ? "torchvision: costs" : null,
        KerasExampleCosts.ContainsKey(spec) ? "Keras' example: costs" : null,
        KerasApplicationsCosts.ContainsKey(spec) ? "Keras Applications: costs" : null,
        CifarCosts.Contains(spec) ? "published code: costs" : null,
        PublishedWeights.FirstOrDefault(weights => weights.Spec == spec) is { Correct: > 0 } published ? FormattableString.Invariant($"published weights: {published.Correct:N0} of 10,000") : null,
        "PyTorch module: logits, costs",
    }.OfType<string>());
}
