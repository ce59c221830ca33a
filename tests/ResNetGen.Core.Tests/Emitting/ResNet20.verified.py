"""ResNet20: a version 1 residual network of 20 layers.

269,722 parameters, 40.6 million multiply-adds for each 3 x 32 x 32 image.
One position of the last feature map sees 81 x 81 pixels.

    part     unit            times   output         parameters
    conv1    conv 3 x 3          1   16 x 32 x 32          432
    bn1      norm                1   16 x 32 x 32           32
    layer1   BasicUnit           3   16 x 32 x 32       14,016
    layer2   BasicDownUnit       1   32 x 16 x 16       13,952
             BasicUnit           2   32 x 16 x 16       37,120
    layer3   BasicDownUnit       1   64 x  8 x  8       55,552
             BasicUnit           2   64 x  8 x  8      147,968
    linear   linear              1   10                    650

Written by ResNetGen. The state_dict has the keys of its C# class, so that weights of one are weights of the other.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn


def conv3x3(inputs: int, outputs: int, stride: int = 1) -> nn.Conv2d:
    return nn.Conv2d(inputs, outputs, 3, stride, padding=1, bias=False)


class BasicUnit(nn.Module):
    """Two 3 x 3 convolutions; the shortcut is the identity."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.conv1 = conv3x3(width, width)
        self.bn1 = nn.BatchNorm2d(width)
        self.conv2 = conv3x3(width, width)
        self.bn2 = nn.BatchNorm2d(width)

    def forward(self, x: Tensor) -> Tensor:
        y = F.relu(self.bn1(self.conv1(x)))
        y = self.bn2(self.conv2(y))
        return F.relu(y + x)


class BasicDownUnit(nn.Module):
    """Two 3 x 3 convolutions, the first of stride 2; the shortcut subsamples and adds channels of zeros."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.conv1 = conv3x3(inputs, outputs, stride=2)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = conv3x3(outputs, outputs)
        self.bn2 = nn.BatchNorm2d(outputs)
        # Before and after, the last dimension first: columns, rows, channels.
        added = outputs - inputs
        self.padding = (0, 0, 0, 0, added // 2, added - added // 2)

    def forward(self, x: Tensor) -> Tensor:
        y = F.relu(self.bn1(self.conv1(x)))
        y = self.bn2(self.conv2(y))
        shortcut = x[..., ::2, ::2]
        shortcut = F.pad(shortcut, self.padding)
        return F.relu(y + shortcut)


class ResNet20(nn.Module):
    """A residual network of 20 layers: images of 3 x 32 x 32 in, 10 scores out."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = conv3x3(3, 16)
        self.bn1 = nn.BatchNorm2d(16)
        self.layer1 = nn.Sequential(*[BasicUnit(16) for _ in range(3)])
        self.layer2 = nn.Sequential(BasicDownUnit(16, 32), BasicUnit(32), BasicUnit(32))
        self.layer3 = nn.Sequential(BasicDownUnit(32, 64), BasicUnit(64), BasicUnit(64))
        self.linear = nn.Linear(64, 10)
        self.initialize()

    def initialize(self) -> None:
        """Starts the weights as the specification says; what it does not name starts as in PyTorch."""
        # He et al., "Delving Deep into Rectifiers" (2015, arXiv:1502.01852), by the fan-out.
        for module in self.modules():
            if isinstance(module, nn.Conv2d):
                nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")

    def forward(self, x: Tensor) -> Tensor:
        """Scores a batch: N x 3 x 32 x 32 to N x 10."""
        x = F.relu(self.bn1(self.conv1(x)))  # N x 16 x 32 x 32
        x = self.layer1(x)                   # N x 16 x 32 x 32
        x = self.layer2(x)                   # N x 32 x 16 x 16
        x = self.layer3(x)                   # N x 64 x  8 x  8
        x = self.linear(x.mean((2, 3)))      # N x 10
        return x
