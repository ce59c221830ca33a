namespace ResNetGen.Packages.Tests;

/// <summary>The tests of this collection use one folder of a user's projects, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class UserCollection : ICollectionFixture<UserFolder>
{
    public const string Name = "user";
}
