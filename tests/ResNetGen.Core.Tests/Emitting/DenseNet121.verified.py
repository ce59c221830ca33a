"""DenseNet121: a residual network of 121 layers.

7,978,856 parameters, 2.83 billion multiply-adds for each 3 x 224 x 224 image.
One position of the last feature map sees 2,071 x 2,071 pixels.

    part                   unit                             times   output             parameters
    features.conv0         conv 7 x 7                           1     64 x 112 x 112        9,408
    features.norm0         norm                                 1     64 x 112 x 112          128
    features.denseblock1   DenseUnit                            6    256 x  56 x  56      335,040
    features.transition1   norm, conv 1 x 1, average pool       1    128 x  28 x  28       33,280
    features.denseblock2   DenseUnit                           12    512 x  28 x  28      919,680
    features.transition2   norm, conv 1 x 1, average pool       1    256 x  14 x  14      132,096
    features.denseblock3   DenseUnit                           24   1024 x  14 x  14    2,837,760
    features.transition3   norm, conv 1 x 1, average pool       1    512 x   7 x   7      526,336
    features.denseblock4   DenseUnit                           16   1024 x   7 x   7    2,158,080
    features.norm5         norm                                 1   1024 x   7 x   7        2,048
    classifier             linear                               1   1000                1,025,000

Written by ResNetGen. The state_dict has the keys of its C# class, so that weights of one are weights of the other.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def named(layers: dict) -> nn.Sequential:
    """Layers one after another, by names."""
    sequence = nn.Sequential()
    for name, layer in layers.items():
        sequence.add_module(name, layer)
    return sequence


def conv1x1(inputs: int, outputs: int, stride: int = 1) -> nn.Conv2d:
    return nn.Conv2d(inputs, outputs, 1, stride, bias=False)


def conv3x3(inputs: int, outputs: int, stride: int = 1) -> nn.Conv2d:
    return nn.Conv2d(inputs, outputs, 3, stride, padding=1, bias=False)


def conv7x7(inputs: int, outputs: int, stride: int = 1) -> nn.Conv2d:
    return nn.Conv2d(inputs, outputs, 7, stride, padding=3, bias=False)


class DenseUnit(nn.Module):
    """1 x 1 and 3 x 3 convolutions, each after its norm and activation; its channels stand behind those
    that it takes.
    """

    def __init__(self, inputs: int, inner: int, growth: int) -> None:
        super().__init__()
        self.norm1 = nn.BatchNorm2d(inputs)
        self.conv1 = conv1x1(inputs, inner)
        self.norm2 = nn.BatchNorm2d(inner)
        self.conv2 = conv3x3(inner, growth)

    def forward(self, x: Tensor) -> Tensor:
        y = self.conv1(F.relu(self.norm1(x)))
        y = self.conv2(F.relu(self.norm2(y)))
        return torch.cat((x, y), 1)


class DenseNet121(nn.Module):
    """A residual network of 121 layers: images of 3 x 224 x 224 in, 1000 scores out."""

    def __init__(self) -> None:
        super().__init__()
        self.features = nn.Module()
        self.features.conv0 = conv7x7(3, 64, stride=2)
        self.features.norm0 = nn.BatchNorm2d(64)
        self.features.denseblock1 = named({
            f"denselayer{i}": DenseUnit(32 + 32 * i, 128, 32) for i in range(1, 7)
        })
        self.features.transition1 = named({
            "norm": nn.BatchNorm2d(256),
            "activation": nn.ReLU(),
            "conv": conv1x1(256, 128),
            "pool": nn.AvgPool2d(2, stride=2),
        })
        self.features.denseblock2 = named({
            f"denselayer{i}": DenseUnit(96 + 32 * i, 128, 32) for i in range(1, 13)
        })
        self.features.transition2 = named({
            "norm": nn.BatchNorm2d(512),
            "activation": nn.ReLU(),
            "conv": conv1x1(512, 256),
            "pool": nn.AvgPool2d(2, stride=2),
        })
        self.features.denseblock3 = named({
            f"denselayer{i}": DenseUnit(224 + 32 * i, 128, 32) for i in range(1, 25)
        })
        self.features.transition3 = named({
            "norm": nn.BatchNorm2d(1024),
            "activation": nn.ReLU(),
            "conv": conv1x1(1024, 512),
            "pool": nn.AvgPool2d(2, stride=2),
        })
        self.features.denseblock4 = named({
            f"denselayer{i}": DenseUnit(480 + 32 * i, 128, 32) for i in range(1, 17)
        })
        self.features.norm5 = nn.BatchNorm2d(1024)
        self.classifier = nn.Linear(1024, 1000)
        self.initialize()

    def initialize(self) -> None:
        """Starts the weights as the specification says; what it does not name starts as in PyTorch."""
        # He et al., "Delving Deep into Rectifiers" (2015, arXiv:1502.01852), by the fan-out.
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")

    def forward(self, x: Tensor) -> Tensor:
        """Scores a batch: N x 3 x 224 x 224 to N x 1000."""
        x = F.relu(self.features.norm0(self.features.conv0(x)))  # N x   64 x 112 x 112
        x = F.max_pool2d(x, 3, stride=2, padding=1)              # N x   64 x  56 x  56
        x = self.features.denseblock1(x)                         # N x  256 x  56 x  56
        x = self.features.transition1(x)                         # N x  128 x  28 x  28
        x = self.features.denseblock2(x)                         # N x  512 x  28 x  28
        x = self.features.transition2(x)                         # N x  256 x  14 x  14
        x = self.features.denseblock3(x)                         # N x 1024 x  14 x  14
        x = self.features.transition3(x)                         # N x  512 x   7 x   7
        x = self.features.denseblock4(x)                         # N x 1024 x   7 x   7
        x = F.relu(self.features.norm5(x))                       # N x 1024 x   7 x   7
        x = self.classifier(x.mean((2, 3)))                      # N x 1000
        return x
