namespace ResNetGen.FirstAnswer;

[ResNet("resnet20", Target = NetworkTarget.Inference)]
public partial class ResNet20;

[ResNet("resnet50", Target = NetworkTarget.Inference)]
public partial class ResNet50;
