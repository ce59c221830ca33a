namespace ResNetGen;

/// <summary>
/// How much of the squared weights is added to the loss, by kind of layer, as Keras counts it: an optimizer's <c>weight_decay</c> is twice that, because
/// the gradient of w * w is 2 * w.
/// </summary>
/// <param name="Convolutions">For kernels of convolutions.</param>
/// <param name="Dense">For matrices of linear layers.</param>
/// <param name="Norms">For scales and shifts of norms.</param>
public sealed record WeightDecay(double Convolutions, double Dense, double Norms);
