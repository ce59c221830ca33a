"""KerasResNet50V2: a version 2 residual network of 50 layers.

25,568,360 parameters, 3.48 billion multiply-adds for each 3 x 224 x 224 image.
One position of the last feature map sees 483 x 483 pixels.

    part            unit                    times   output             parameters
    conv1_conv      conv 7 x 7                  1     64 x 112 x 112        9,472
    conv2_block*_   BottleneckProjectUnit       1    256 x  56 x  56       74,624
                    BottleneckUnit              1    256 x  56 x  56       70,656
                    BottleneckPoolUnit          1    256 x  28 x  28       70,656
    conv3_block*_   BottleneckProjectUnit       1    512 x  28 x  28      378,880
                    BottleneckUnit              2    512 x  28 x  28      561,152
                    BottleneckPoolUnit          1    512 x  14 x  14      280,576
    conv4_block*_   BottleneckProjectUnit       1   1024 x  14 x  14    1,511,424
                    BottleneckUnit              4   1024 x  14 x  14    4,472,832
                    BottleneckPoolUnit          1   1024 x   7 x   7    1,118,208
    conv5_block*_   BottleneckProjectUnit       1   2048 x   7 x   7    6,037,504
                    BottleneckUnit              2   2048 x   7 x   7    8,929,280
    post_bn         norm                        1   2048 x   7 x   7        4,096
    predictions     linear                      1   1000                2,049,000

Written by ResNetGen. The state_dict has the keys of its C# class, so that weights of one are weights of the other.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def conv1x1(inputs: int, outputs: int, stride: int = 1) -> nn.Conv2d:
    return nn.Conv2d(inputs, outputs, 1, stride, bias=False)


def biased_conv1x1(inputs: int, outputs: int, stride: int = 1) -> nn.Conv2d:
    return nn.Conv2d(inputs, outputs, 1, stride)


def conv3x3(inputs: int, outputs: int, stride: int = 1) -> nn.Conv2d:
    return nn.Conv2d(inputs, outputs, 3, stride, padding=1, bias=False)


def biased_conv7x7(inputs: int, outputs: int, stride: int = 1) -> nn.Conv2d:
    return nn.Conv2d(inputs, outputs, 7, stride, padding=3)


class BottleneckProjectUnit:
    """1 x 1, 3 x 3 and 1 x 1 convolutions, each after its norm and activation; the shortcut is a 1 x 1
    convolution of the activated input. Its layers are the network's.
    """

    def __init__(self, network: nn.Module, key: str, inputs: int, inner: int, outputs: int, stride: int = 1) -> None:
        self.key = key
        network.add_module(key + "preact_bn", nn.BatchNorm2d(inputs, eps=1.001e-05, momentum=0.01))
        network.add_module(key + "1_conv", conv1x1(inputs, inner))
        network.add_module(key + "1_bn", nn.BatchNorm2d(inner, eps=1.001e-05, momentum=0.01))
        network.add_module(key + "2_conv", conv3x3(inner, inner, stride=stride))
        network.add_module(key + "2_bn", nn.BatchNorm2d(inner, eps=1.001e-05, momentum=0.01))
        network.add_module(key + "3_conv", biased_conv1x1(inner, outputs))
        network.add_module(key + "0_conv", biased_conv1x1(inputs, outputs, stride=stride))

    def __call__(self, network: nn.Module, x: Tensor) -> Tensor:
        def layer(name: str) -> nn.Module:
            return network.get_submodule(self.key + name)

        activated = F.relu(layer("preact_bn")(x))
        y = layer("1_conv")(activated)
        y = layer("2_conv")(F.relu(layer("1_bn")(y)))
        y = layer("3_conv")(F.relu(layer("2_bn")(y)))
        return y + layer("0_conv")(activated)


class BottleneckUnit:
    """1 x 1, 3 x 3 and 1 x 1 convolutions, each after its norm and activation; the shortcut is the
    identity. Its layers are the network's.
    """

    def __init__(self, network: nn.Module, key: str, width: int, inner: int) -> None:
        self.key = key
        network.add_module(key + "preact_bn", nn.BatchNorm2d(width, eps=1.001e-05, momentum=0.01))
        network.add_module(key + "1_conv", conv1x1(width, inner))
        network.add_module(key + "1_bn", nn.BatchNorm2d(inner, eps=1.001e-05, momentum=0.01))
        network.add_module(key + "2_conv", conv3x3(inner, inner))
        network.add_module(key + "2_bn", nn.BatchNorm2d(inner, eps=1.001e-05, momentum=0.01))
        network.add_module(key + "3_conv", biased_conv1x1(inner, width))

    def __call__(self, network: nn.Module, x: Tensor) -> Tensor:
        def layer(name: str) -> nn.Module:
            return network.get_submodule(self.key + name)

        y = layer("1_conv")(F.relu(layer("preact_bn")(x)))
        y = layer("2_conv")(F.relu(layer("1_bn")(y)))
        y = layer("3_conv")(F.relu(layer("2_bn")(y)))
        return y + x


class BottleneckPoolUnit:
    """1 x 1, 3 x 3 and 1 x 1 convolutions, the second of stride 2, each after its norm and activation; the
    shortcut is a 1 x 1 max pool. Its layers are the network's.
    """

    def __init__(self, network: nn.Module, key: str, inputs: int, inner: int, outputs: int) -> None:
        self.key = key
        network.add_module(key + "preact_bn", nn.BatchNorm2d(inputs, eps=1.001e-05, momentum=0.01))
        network.add_module(key + "1_conv", conv1x1(inputs, inner))
        network.add_module(key + "1_bn", nn.BatchNorm2d(inner, eps=1.001e-05, momentum=0.01))
        network.add_module(key + "2_conv", conv3x3(inner, inner, stride=2))
        network.add_module(key + "2_bn", nn.BatchNorm2d(inner, eps=1.001e-05, momentum=0.01))
        network.add_module(key + "3_conv", biased_conv1x1(inner, outputs))

    def __call__(self, network: nn.Module, x: Tensor) -> Tensor:
        def layer(name: str) -> nn.Module:
            return network.get_submodule(self.key + name)

        y = layer("1_conv")(F.relu(layer("preact_bn")(x)))
        y = layer("2_conv")(F.relu(layer("1_bn")(y)))
        y = layer("3_conv")(F.relu(layer("2_bn")(y)))
        return y + F.max_pool2d(x, 1, stride=2)


class KerasResNet50V2(nn.Module):
    """A residual network of 50 layers: images of 3 x 224 x 224 in, 1000 scores out."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1_conv = biased_conv7x7(3, 64, stride=2)
        self.layer1 = [
            BottleneckProjectUnit(self, "conv2_block1_", 64, 64, 256),
            BottleneckUnit(self, "conv2_block2_", 256, 64),
            BottleneckPoolUnit(self, "conv2_block3_", 256, 64, 256),
        ]
        self.layer2 = [
            BottleneckProjectUnit(self, "conv3_block1_", 256, 128, 512),
            BottleneckUnit(self, "conv3_block2_", 512, 128),
            BottleneckUnit(self, "conv3_block3_", 512, 128),
            BottleneckPoolUnit(self, "conv3_block4_", 512, 128, 512),
        ]
        self.layer3 = [
            BottleneckProjectUnit(self, "conv4_block1_", 512, 256, 1024),
            *[BottleneckUnit(self, f"conv4_block{i}_", 1024, 256) for i in range(2, 6)],
            BottleneckPoolUnit(self, "conv4_block6_", 1024, 256, 1024),
        ]
        self.layer4 = [
            BottleneckProjectUnit(self, "conv5_block1_", 1024, 512, 2048),
            BottleneckUnit(self, "conv5_block2_", 2048, 512),
            BottleneckUnit(self, "conv5_block3_", 2048, 512),
        ]
        self.post_bn = nn.BatchNorm2d(2048, eps=1.001e-05, momentum=0.01)
        self.predictions = nn.Linear(2048, 1000)
        self.initialize()

    def initialize(self) -> None:
        """Starts the weights as the specification says; what it does not name starts as in PyTorch."""
        # He et al., "Delving Deep into Rectifiers" (2015, arXiv:1502.01852), by the fan-out.
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")

    def forward(self, x: Tensor) -> Tensor:
        """Scores a batch: N x 3 x 224 x 224 to N x 1000."""
        x = self.conv1_conv(x)                       # N x   64 x 112 x 112
        x = F.max_pool2d(x, 3, stride=2, padding=1)  # N x   64 x  56 x  56
        x = self.through(self.layer1, x)             # N x  256 x  28 x  28
        x = self.through(self.layer2, x)             # N x  512 x  14 x  14
        x = self.through(self.layer3, x)             # N x 1024 x   7 x   7
        x = self.through(self.layer4, x)             # N x 2048 x   7 x   7
        x = F.relu(self.post_bn(x))                  # N x 2048 x   7 x   7
        x = self.predictions(x.mean((2, 3)))         # N x 1000
        return x

    def through(self, units: list, x: Tensor) -> Tensor:
        """Passes a batch through units, which are no modules: no level of the keys is theirs."""
        for unit in units:
            x = unit(self, x)
        return x
