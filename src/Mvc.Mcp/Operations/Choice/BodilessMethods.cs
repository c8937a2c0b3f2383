namespace Mvc.Mcp.Operations.Choice;

/// <summary>HEAD, OPTIONS and TRACE: they ask about an address and answer nothing that a model could use.</summary>
internal sealed class BodilessMethods
{
    private readonly HashSet<object> _otherwise;

    /// <summary>Looks which actions of <paramref name="operations"/> answer other methods as well.</summary>
    public BodilessMethods(IEnumerable<ApiOperation> operations) =>
        _otherwise = operations.Where(operation => !Has(operation.Method)).Select(operation => (object)operation.Tool).ToHashSet(ReferenceEqualityComparer.Instance);

    /// <summary>Why such an operation is no tool where nobody asks for it.</summary>
    public static Omission Omission(McpOperation operation) => new(
        $"{(operation.Method == "OPTIONS" ? "An" : "A")} {operation.Method} request answers headers and no content.",
        $"o.{nameof(McpOptions.Rules)}.Add(new OperationRule {{ Methods = [\"{operation.Method}\"], Kind = McpKind.Tool }});");

    /// <summary>Whether <paramref name="method"/> is one of them.</summary>
    public static bool Has(string method) => method is "HEAD" or "OPTIONS" or "TRACE";

    /// <summary>Whether the operation is one of them, and no attribute asks for it: one on an action that answers GET as well means that.</summary>
    public bool IsUnasked(ApiOperation operation) =>
        Has(operation.Method) && !(operation.Tool.StandsOnAction && !_otherwise.Contains(operation.Tool));
}
