namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public static Tensor operator +(Tensor left, Tensor right) => Result(rg_add(Borrow(left), Borrow(right), 1), left, right);

        public static Tensor operator +(Tensor left, Scalar right) => Result(rg_add_scalar(Borrow(left), Borrow(right), 1), left);

        public static Tensor operator +(Scalar left, Tensor right) => Result(rg_add_scalar(Borrow(right), Borrow(left), 1), right);

        public static Tensor operator +(Tensor left, int right) => Result(rg_add_scalar(Borrow(left), right, 1), left);

        public static Tensor operator +(Tensor left, long right) => Result(rg_add_scalar(Borrow(left), right, 1), left);

        public static Tensor operator +(Tensor left, float right) => Result(rg_add_scalar(Borrow(left), right, 1), left);

        public static Tensor operator +(Tensor left, double right) => Result(rg_add_scalar(Borrow(left), right, 1), left);

        public static Tensor operator +(int left, Tensor right) => Result(rg_add_scalar(Borrow(right), left, 1), right);

        public static Tensor operator +(long left, Tensor right) => Result(rg_add_scalar(Borrow(right), left, 1), right);

        public static Tensor operator +(float left, Tensor right) => Result(rg_add_scalar(Borrow(right), left, 1), right);

        public static Tensor operator +(double left, Tensor right) => Result(rg_add_scalar(Borrow(right), left, 1), right);

        public static Tensor operator -(Tensor left, Tensor right) => Result(rg_sub(Borrow(left), Borrow(right), 1), left, right);

        public static Tensor operator -(Tensor left, Scalar right) => Result(rg_sub_scalar(Borrow(left), Borrow(right), 1), left);

        public static Tensor operator -(Scalar left, Tensor right) => Result(rg_rsub_scalar(Borrow(left), Borrow(right)), right);

        public static Tensor operator -(Tensor left, int right) => Result(rg_sub_scalar(Borrow(left), right, 1), left);

        public static Tensor operator -(Tensor left, long right) => Result(rg_sub_scalar(Borrow(left), right, 1), left);

        public static Tensor operator -(Tensor left, float right) => Result(rg_sub_scalar(Borrow(left), right, 1), left);

        public static Tensor operator -(Tensor left, double right) => Result(rg_sub_scalar(Borrow(left), right, 1), left);

        public static Tensor operator -(int left, Tensor right) => Result(rg_rsub_scalar(left, Borrow(right)), right);

        public static Tensor operator -(long left, Tensor right) => Result(rg_rsub_scalar(left, Borrow(right)), right);

        public static Tensor operator -(float left, Tensor right) => Result(rg_rsub_scalar(left, Borrow(right)), right);

        public static Tensor operator -(double left, Tensor right) => Result(rg_rsub_scalar(left, Borrow(right)), right);

        public static Tensor operator *(Tensor left, Tensor right) => Result(rg_mul(Borrow(left), Borrow(right)), left, right);

        public static Tensor operator *(Tensor left, Scalar right) => Result(rg_mul_scalar(Borrow(left), Borrow(right)), left);

        public static Tensor operator *(Scalar left, Tensor right) => Result(rg_mul_scalar(Borrow(right), Borrow(left)), right);

        public static Tensor operator *(Tensor left, int right) => Result(rg_mul_scalar(Borrow(left), right), left);

        public static Tensor operator *(Tensor left, long right) => Result(rg_mul_scalar(Borrow(left), right), left);

        public static Tensor operator *(Tensor left, float right) => Result(rg_mul_scalar(Borrow(left), right), left);

        public static Tensor operator *(Tensor left, double right) => Result(rg_mul_scalar(Borrow(left), right), left);

        public static Tensor operator *(int left, Tensor right) => Result(rg_mul_scalar(Borrow(right), left), right);

        public static Tensor operator *(long left, Tensor right) => Result(rg_mul_scalar(Borrow(right), left), right);

        public static Tensor operator *(float left, Tensor right) => Result(rg_mul_scalar(Borrow(right), left), right);

        public static Tensor operator *(double left, Tensor right) => Result(rg_mul_scalar(Borrow(right), left), right);

        public static Tensor operator /(Tensor left, Tensor right) => Result(rg_div(Borrow(left), Borrow(right), 0), left, right);

        public static Tensor operator /(Tensor left, Scalar right) => Result(rg_div_scalar(Borrow(left), Borrow(right), 0), left);

        public static Tensor operator /(Scalar left, Tensor right) => Result(rg_rdiv_scalar(Borrow(left), Borrow(right)), right);

        public static Tensor operator /(Tensor left, int right) => Result(rg_div_scalar(Borrow(left), right, 0), left);

        public static Tensor operator /(Tensor left, long right) => Result(rg_div_scalar(Borrow(left), right, 0), left);

        public static Tensor operator /(Tensor left, float right) => Result(rg_div_scalar(Borrow(left), right, 0), left);

        public static Tensor operator /(Tensor left, double right) => Result(rg_div_scalar(Borrow(left), right, 0), left);

        public static Tensor operator /(int left, Tensor right) => Result(rg_rdiv_scalar(left, Borrow(right)), right);

        public static Tensor operator /(long left, Tensor right) => Result(rg_rdiv_scalar(left, Borrow(right)), right);

        public static Tensor operator /(float left, Tensor right) => Result(rg_rdiv_scalar(left, Borrow(right)), right);

        public static Tensor operator /(double left, Tensor right) => Result(rg_rdiv_scalar(left, Borrow(right)), right);

        public static Tensor operator %(Tensor left, Tensor right) => Result(rg_remainder(Borrow(left), Borrow(right)), left, right);

        public static Tensor operator %(Tensor left, Scalar right) => Result(rg_remainder_scalar(Borrow(left), Borrow(right)), left);

        public static Tensor operator %(Tensor left, int right) => Result(rg_remainder_scalar(Borrow(left), right), left);

        public static Tensor operator %(Tensor left, long right) => Result(rg_remainder_scalar(Borrow(left), right), left);

        public static Tensor operator %(Tensor left, float right) => Result(rg_remainder_scalar(Borrow(left), right), left);

        public static Tensor operator %(Tensor left, double right) => Result(rg_remainder_scalar(Borrow(left), right), left);

        public static Tensor operator ==(Tensor left, Tensor right) => Result(rg_eq(Borrow(left), Borrow(right)), left, right);

        public static Tensor operator ==(Tensor left, Scalar right) => Result(rg_eq_scalar(Borrow(left), Borrow(right)), left);

        public static Tensor operator ==(Scalar left, Tensor right) => Result(rg_eq_scalar(Borrow(right), Borrow(left)), right);

        public static Tensor operator !=(Tensor left, Tensor right) => Result(rg_ne(Borrow(left), Borrow(right)), left, right);

        public static Tensor operator !=(Tensor left, Scalar right) => Result(rg_ne_scalar(Borrow(left), Borrow(right)), left);

        public static Tensor operator !=(Scalar left, Tensor right) => Result(rg_ne_scalar(Borrow(right), Borrow(left)), right);

        public static Tensor operator <(Tensor left, Tensor right) => Result(rg_lt(Borrow(left), Borrow(right)), left, right);

        public static Tensor operator <(Tensor left, Scalar right) => Result(rg_lt_scalar(Borrow(left), Borrow(right)), left);

        public static Tensor operator <(Scalar left, Tensor right) => Result(rg_gt_scalar(Borrow(right), Borrow(left)), right);

        public static Tensor operator >(Tensor left, Tensor right) => Result(rg_gt(Borrow(left), Borrow(right)), left, right);

        public static Tensor operator >(Tensor left, Scalar right) => Result(rg_gt_scalar(Borrow(left), Borrow(right)), left);

        public static Tensor operator >(Scalar left, Tensor right) => Result(rg_lt_scalar(Borrow(right), Borrow(left)), right);

        public static Tensor operator <=(Tensor left, Tensor right) => Result(rg_le(Borrow(left), Borrow(right)), left, right);

        public static Tensor operator <=(Tensor left, Scalar right) => Result(rg_le_scalar(Borrow(left), Borrow(right)), left);

        public static Tensor operator <=(Scalar left, Tensor right) => Result(rg_ge_scalar(Borrow(right), Borrow(left)), right);

        public static Tensor operator >=(Tensor left, Tensor right) => Result(rg_ge(Borrow(left), Borrow(right)), left, right);

        public static Tensor operator >=(Tensor left, Scalar right) => Result(rg_ge_scalar(Borrow(left), Borrow(right)), left);

        public static Tensor operator >=(Scalar left, Tensor right) => Result(rg_le_scalar(Borrow(right), Borrow(left)), right);

        public static Tensor operator &(Tensor left, Tensor right) => Result(rg_bitwise_and(Borrow(left), Borrow(right)), left, right);

        public static Tensor operator |(Tensor left, Tensor right) => Result(rg_bitwise_or(Borrow(left), Borrow(right)), left, right);

        public static Tensor operator ^(Tensor left, Tensor right) => Result(rg_bitwise_xor(Borrow(left), Borrow(right)), left, right);

        public static Tensor operator ~(Tensor left) => Result(rg_bitwise_not(Borrow(left)), left);

        public static Tensor operator -(Tensor tensor) => Result(rg_neg(Borrow(tensor)), tensor);
    }
}
