namespace Mvc.Mcp.Explorer;

/// <summary>What only the server knows of what it offers. The page reads everything else as any other client does.</summary>
/// <param name="Endpoints">The application's MCP endpoints, in the order of their routes.</param>
internal sealed record ServerFacts(IReadOnlyList<EndpointFacts> Endpoints);

/// <summary>One endpoint.</summary>
/// <param name="Name">What it is called on the page: its path, with the hosts where it needs certain ones.</param>
/// <param name="Address">Where it is from the page; with <c>{name}</c> for values that the page's own address does not have.</param>
/// <param name="Hosts">The hosts at which alone it answers, if any are required.</param>
/// <param name="Tools">Its tools by name.</param>
/// <param name="Resources">Its resources and templates by address.</param>
/// <param name="Omitted">The operations that were left out.</param>
/// <param name="Warnings">What the log said when the catalog was made.</param>
internal sealed record EndpointFacts(
    string Name,
    string Address,
    IReadOnlyList<string> Hosts,
    IReadOnlyDictionary<string, ItemFacts> Tools,
    IReadOnlyDictionary<string, ItemFacts> Resources,
    IReadOnlyList<McpOmittedOperation> Omitted,
    IReadOnlyList<string> Warnings);

/// <summary>One tool, resource or template.</summary>
/// <param name="Method">The HTTP method of its operation; null for what was written by hand.</param>
/// <param name="Path">The path of its operation; null for what was written by hand.</param>
/// <param name="Tags">The tags of its operation.</param>
/// <param name="Tokens">About how many tokens it is.</param>
/// <param name="Source">Where it comes from in the code; in development alone.</param>
internal sealed record ItemFacts(string? Method, string? Path, IReadOnlyList<string> Tags, TokenFacts? Tokens, SourceFacts? Source);

/// <summary>About how many tokens a tool is.</summary>
/// <param name="Visible">What a model reads of it in most hosts.</param>
/// <param name="Wire">All that travels.</param>
internal sealed record TokenFacts(int Visible, int Wire);

/// <summary>The code behind a tool.</summary>
/// <param name="Type">The controller, or the class of a method that was written as a tool.</param>
/// <param name="Member">The action or method with its parameters.</param>
/// <param name="Arguments">Where each argument goes, by its name.</param>
internal sealed record SourceFacts(string? Type, string? Member, IReadOnlyDictionary<string, ArgumentFacts> Arguments);

/// <summary>Where an argument goes.</summary>
/// <param name="In">Its place in the request.</param>
/// <param name="WireName">Its name there.</param>
/// <param name="Parameter">The parameter that takes it, with its type; null where only a document is known.</param>
internal sealed record ArgumentFacts(string In, string WireName, string? Parameter);
