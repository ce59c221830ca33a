namespace ResNetGen.Training;

/// <summary>What a network says about one image.</summary>
/// <param name="Index">The image's place in its data set.</param>
/// <param name="Label">Its class.</param>
/// <param name="Predicted">The class with the highest score; of equal ones the first.</param>
/// <param name="Probability">What the scores' softmax gives to that class, 0 to 1.</param>
public sealed record ImageAnswer(int Index, int Label, int Predicted, double Probability);
