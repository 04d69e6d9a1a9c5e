namespace Products;

/// <summary>The product for Europe.</summary>
public static class AssistantEu
{
    /// <summary>Where its data is.</summary>
    public const string Region = "eu";
}
