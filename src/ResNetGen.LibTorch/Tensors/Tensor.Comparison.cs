using System.Runtime.CompilerServices;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => Result(rg_eq(Handle, Borrow(target)), this, target);

        public Tensor eq(Scalar target) => Result(rg_eq_scalar(Handle, Borrow(target)), this);

        public Tensor eq_(Tensor target) => Changed(rg_eq_(Handle, Borrow(target)), target);

        public Tensor eq_(Scalar target) => Changed(rg_eq_scalar_(Handle, Borrow(target)));

        public Tensor ne(Tensor target) => Result(rg_ne(Handle, Borrow(target)), this, target);

        public Tensor ne(Scalar target) => Result(rg_ne_scalar(Handle, Borrow(target)), this);

        public Tensor ne_(Tensor target) => Changed(rg_ne_(Handle, Borrow(target)), target);

        public Tensor ne_(Scalar target) => Changed(rg_ne_scalar_(Handle, Borrow(target)));

        public Tensor lt(Tensor target) => Result(rg_lt(Handle, Borrow(target)), this, target);

        public Tensor lt(Scalar target) => Result(rg_lt_scalar(Handle, Borrow(target)), this);

        public Tensor lt_(Tensor target) => Changed(rg_lt_(Handle, Borrow(target)), target);

        public Tensor lt_(Scalar target) => Changed(rg_lt_scalar_(Handle, Borrow(target)));

        public Tensor le(Tensor target) => Result(rg_le(Handle, Borrow(target)), this, target);

        public Tensor le(Scalar target) => Result(rg_le_scalar(Handle, Borrow(target)), this);

        public Tensor le_(Tensor target) => Changed(rg_le_(Handle, Borrow(target)), target);

        public Tensor le_(Scalar target) => Changed(rg_le_scalar_(Handle, Borrow(target)));

        public Tensor gt(Tensor target) => Result(rg_gt(Handle, Borrow(target)), this, target);

        public Tensor gt(Scalar target) => Result(rg_gt_scalar(Handle, Borrow(target)), this);

        public Tensor gt_(Tensor target) => Changed(rg_gt_(Handle, Borrow(target)), target);

        public Tensor gt_(Scalar target) => Changed(rg_gt_scalar_(Handle, Borrow(target)));

        public Tensor ge(Tensor target) => Result(rg_ge(Handle, Borrow(target)), this, target);

        public Tensor ge(Scalar target) => Result(rg_ge_scalar(Handle, Borrow(target)), this);

        public Tensor ge_(Tensor target) => Changed(rg_ge_(Handle, Borrow(target)), target);

        public Tensor ge_(Scalar target) => Changed(rg_ge_scalar_(Handle, Borrow(target)));

        public Tensor logical_and(Tensor other) => Result(rg_logical_and(Handle, Borrow(other)), this, other);

        public Tensor logical_and_(Tensor other) => Changed(rg_logical_and_(Handle, Borrow(other)), other);

        public Tensor logical_or(Tensor other) => Result(rg_logical_or(Handle, Borrow(other)), this, other);

        public Tensor logical_or_(Tensor other) => Changed(rg_logical_or_(Handle, Borrow(other)), other);

        public Tensor logical_xor(Tensor other) => Result(rg_logical_xor(Handle, Borrow(other)), this, other);

        public Tensor logical_xor_(Tensor other) => Changed(rg_logical_xor_(Handle, Borrow(other)), other);

        public Tensor bitwise_and(Tensor other) => Result(rg_bitwise_and(Handle, Borrow(other)), this, other);

        public Tensor bitwise_and_(Tensor other) => Changed(rg_bitwise_and_(Handle, Borrow(other)), other);

        public Tensor bitwise_or(Tensor other) => Result(rg_bitwise_or(Handle, Borrow(other)), this, other);

        public Tensor bitwise_or_(Tensor other) => Changed(rg_bitwise_or_(Handle, Borrow(other)), other);

        public Tensor bitwise_xor(Tensor other) => Result(rg_bitwise_xor(Handle, Borrow(other)), this, other);

        public Tensor bitwise_xor_(Tensor other) => Changed(rg_bitwise_xor_(Handle, Borrow(other)), other);

        public Tensor greater(Tensor target) => gt(target);

        public Tensor greater_equal(Tensor target) => ge(target);

        public Tensor less(Tensor target) => lt(target);

        public Tensor less_equal(Tensor target) => le(target);

        public Tensor not_equal(Tensor target) => ne(target);

        /// <summary>One Boolean: whether both tensors have the same shape and elements.</summary>
        public Tensor equal(Tensor target) => torch.tensor(Equals(target));

        /// <summary>Whether both tensors have the same shape and elements.</summary>
        public bool Equals(Tensor? target) => target is not null && Answer(rg_equal(Handle, target.Handle), this, target);

        /// <summary>Whether the object is this very tensor object; <see cref="Equals(Tensor)"/> compares elements.</summary>
        public override bool Equals(object? obj) => obj is Tensor tensor && Equals(tensor);

        /// <inheritdoc/>
        public override int GetHashCode() => RuntimeHelpers.GetHashCode(this);

        /// <summary>Whether every element differs by at most <paramref name="atol"/> + <paramref name="rtol"/> · |target|.</summary>
        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            Answer(rg_allclose(Handle, Borrow(target), rtol, atol, equal_nan), this, target);

        /// <inheritdoc cref="allclose"/>
        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) =>
            Result(rg_isclose(Handle, Borrow(other), rtol, atol, nanEqual), this, other);

        /// <summary>Whether each element is one of others.</summary>
        public Tensor isin(Tensor test_elements, bool assumeUnique = false, bool invert = false) =>
            Result(rg_isin(Handle, Borrow(test_elements), assumeUnique, invert), this, test_elements);
    }
}
