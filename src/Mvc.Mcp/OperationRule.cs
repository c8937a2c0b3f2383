using System.Diagnostics.CodeAnalysis;

namespace Mvc.Mcp;

/// <summary>
/// Says what the operations it matches become. Of <see cref="McpOptions.Rules"/> the first that matches counts; an
/// operation that none matches becomes a tool.
/// </summary>
/// <example>
/// <code>
/// options.Rules.Add(new OperationRule { Methods = ["GET"], Pattern = @"^/products/\{id\}$", Kind = McpKind.ResourceTemplate });
/// </code>
/// </example>
public sealed class OperationRule
{
    /// <summary>The HTTP methods it matches. Default: none named, which matches every method.</summary>
    public IReadOnlyList<string> Methods { get; set; } = [];

    /// <summary>
    /// A .NET regular expression, without regard to case, that some part of the path template matches, as the Swagger
    /// document spells it. Default: every path.
    /// </summary>
    [StringSyntax(StringSyntaxAttribute.Regex)]
    public string? Pattern { get; set; }

    /// <summary>The tags that the operation must all have. Default: none.</summary>
    public IReadOnlyList<string> Tags { get; set; } = [];

    /// <summary>
    /// What the operation becomes. Default: <see cref="McpKind.Tool"/>. <see cref="McpKind.Resource"/> and
    /// <see cref="McpKind.ResourceTemplate"/> are for GET alone; an operation whose address needs values becomes a template
    /// in either case.
    /// </summary>
    public McpKind Kind { get; set; }
}
