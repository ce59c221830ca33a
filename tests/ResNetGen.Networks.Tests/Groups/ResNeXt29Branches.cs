namespace ResNetGen.Networks.Tests.Groups;

[ResNet("resnext29_8x64d", Form = GroupForm.Branches)]
public partial class ResNeXt29Branches;
