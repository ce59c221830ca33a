using ResNetGen.Core.Values;
using static ResNetGen.Core.Values.EquatableArray;

namespace ResNetGen.Core.Tests.Values;

public sealed class EquatableArrayTests
{
    [Fact]
    public void Lists_of_equal_elements_are_equal()
    {
        Assert.True(ListOf(1, 2) == ListOf(1, 2));
        Assert.Equal(ListOf(1, 2).GetHashCode(), ListOf(1, 2).GetHashCode());
        Assert.True(ListOf(1, 2) != ListOf(2, 1));
        Assert.False(ListOf(1, 2).Equals((object)ListOf(1)));
        Assert.True(ListOf<int>() == default);
        Assert.Empty(default(EquatableArray<int>));
    }
}
