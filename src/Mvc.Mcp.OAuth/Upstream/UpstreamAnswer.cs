namespace Mvc.Mcp.OAuth.Upstream;

/// <summary>What the identity provider's token endpoint answered: tokens, or one of the few failures that matter.</summary>
internal sealed class UpstreamAnswer
{
    private UpstreamAnswer(UpstreamTokens? tokens, UpstreamFailure failure) => (Tokens, Failure) = (tokens, failure);

    public UpstreamTokens? Tokens { get; }

    /// <summary>Means something only where there are no <see cref="Tokens"/>.</summary>
    public UpstreamFailure Failure { get; }

    public static UpstreamAnswer Of(UpstreamTokens tokens) => new(tokens, default);

    public static UpstreamAnswer Of(UpstreamFailure failure) => new(null, failure);
}
