namespace ResNetGen.Networks.Tests.Groups;

[ResNet("resnext29_8x64d", Form = GroupForm.Concatenated)]
public partial class ResNeXt29Concatenated;
