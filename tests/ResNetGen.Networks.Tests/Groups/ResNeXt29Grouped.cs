namespace ResNetGen.Networks.Tests.Groups;

[ResNet("resnext29_8x64d", Form = GroupForm.Grouped)]
public partial class ResNeXt29Grouped;
