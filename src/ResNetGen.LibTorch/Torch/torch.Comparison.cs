namespace TorchSharp;

public static partial class torch
{
    // The methods of tensors of the same names, which say what they do.

    public static Tensor bitwise_and(Tensor left, Tensor right) => Present(left).bitwise_and(right);

    public static Tensor bitwise_and_(Tensor left, Tensor right) => Present(left).bitwise_and_(right);

    public static Tensor bitwise_or(Tensor left, Tensor right) => Present(left).bitwise_or(right);

    public static Tensor bitwise_or_(Tensor left, Tensor right) => Present(left).bitwise_or_(right);

    public static Tensor bitwise_xor(Tensor left, Tensor right) => Present(left).bitwise_xor(right);

    public static Tensor bitwise_xor_(Tensor left, Tensor right) => Present(left).bitwise_xor_(right);

    public static Tensor eq(Tensor left, Tensor right) => Present(left).eq(right);

    public static Tensor equal(Tensor tensor, Tensor target) => Present(tensor).equal(target);

    public static Tensor ge(Tensor left, Tensor right) => Present(left).ge(right);

    public static Tensor greater(Tensor tensor, Tensor target) => Present(tensor).greater(target);

    public static Tensor greater_equal(Tensor tensor, Tensor target) => Present(tensor).greater_equal(target);

    public static Tensor gt(Tensor left, Tensor right) => Present(left).gt(right);

    public static Tensor isclose(Tensor tensor, Tensor other, double rtol = 1E-05, double atol = 1E-08, bool nanEqual = false) =>
        Present(tensor).isclose(other, rtol, atol, nanEqual);

    public static Tensor isin(Tensor tensor, Tensor test_elements, bool assumeUnique = false, bool invert = false) =>
        Present(tensor).isin(test_elements, assumeUnique, invert);

    public static Tensor le(Tensor left, Tensor right) => Present(left).le(right);

    public static Tensor less(Tensor tensor, Tensor target) => Present(tensor).less(target);

    public static Tensor less_equal(Tensor tensor, Tensor target) => Present(tensor).less_equal(target);

    public static Tensor logical_and(Tensor left, Tensor right) => Present(left).logical_and(right);

    public static Tensor logical_and_(Tensor left, Tensor right) => Present(left).logical_and_(right);

    public static Tensor logical_or(Tensor left, Tensor right) => Present(left).logical_or(right);

    public static Tensor logical_or_(Tensor left, Tensor right) => Present(left).logical_or_(right);

    public static Tensor logical_xor(Tensor left, Tensor right) => Present(left).logical_xor(right);

    public static Tensor logical_xor_(Tensor left, Tensor right) => Present(left).logical_xor_(right);

    public static Tensor lt(Tensor left, Tensor right) => Present(left).lt(right);

    public static Tensor ne(Tensor left, Tensor right) => Present(left).ne(right);

    public static Tensor not_equal(Tensor tensor, Tensor target) => Present(tensor).not_equal(target);

    public static bool allclose(Tensor tensor, Tensor target, double rtol = 1E-05, double atol = 1E-08, bool equal_nan = false) =>
        Present(tensor).allclose(target, rtol, atol, equal_nan);
}
