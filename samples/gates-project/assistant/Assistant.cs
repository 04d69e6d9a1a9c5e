namespace Products;

/// <summary>The product for the world.</summary>
public static class Assistant
{
    /// <summary>Where its data is.</summary>
    public const string Region = "us";
}
