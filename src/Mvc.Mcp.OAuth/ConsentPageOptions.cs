namespace Mvc.Mcp.OAuth;

/// <summary>What the consent page shows beside the client's request. All of it is shown as text, never as markup.</summary>
public sealed class ConsentPageOptions
{
    /// <summary>The name of the application that is asked for access. Default: the public origin's host.</summary>
    public string? ApplicationName { get; set; }

    /// <summary>The https address of a logo, at most 64 pixels high on the page. Default: none.</summary>
    public Uri? LogoUri { get; set; }

    /// <summary>A sentence below the list of scopes, such as whom to ask. Default: none.</summary>
    public string? Notice { get; set; }

    /// <summary>The scopes in words. A scope without a description is shown by its name.</summary>
    public IDictionary<string, string> ScopeDescriptions { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
}
