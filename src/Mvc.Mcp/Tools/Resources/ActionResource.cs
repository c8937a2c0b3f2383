using System.Runtime.CompilerServices;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Tools.Resources;

/// <summary>An API operation as a resource of the SDK, so that it stands in <c>ResourceCollection</c> beside hand-written ones.</summary>
internal sealed class ActionResource : McpServerResource
{
    // Filters of lists see what clients are told of a resource, and not the resource: this knows it again.
    private static readonly ConditionalWeakTable<object, ActionResource> _ofProtocol = [];

    private readonly IActionCaller _caller;

    public ActionResource(ResourceDefinition definition, IActionCaller caller)
    {
        Definition = definition;
        _caller = caller;
        Metadata = definition.Call.Operation.ApiDescription is { } description ? [description.ActionDescriptor] : [];
        ProtocolResource = definition.Template.AsResource();
        _ofProtocol.AddOrUpdate(definition.Template, this);
        if (ProtocolResource is not null)
            _ofProtocol.AddOrUpdate(ProtocolResource, this);
    }

    /// <summary>Whether clients are told of an action by <paramref name="resource"/>, a resource or a template of whichever snapshot.</summary>
    public static bool IsOurs(object resource) => _ofProtocol.TryGetValue(resource, out _);

    /// <inheritdoc />
    public override Resource? ProtocolResource { get; }

    /// <summary>What the catalog decided of the operation.</summary>
    public ResourceDefinition Definition { get; }

    /// <inheritdoc />
    public override ResourceTemplate ProtocolResourceTemplate => Definition.Template;

    /// <inheritdoc />
    public override IReadOnlyList<object> Metadata { get; }

    /// <inheritdoc />
    public override bool IsMatch(string uri) => Definition.Uri.TryRead(uri, out _);

    /// <inheritdoc />
    public override ValueTask<ReadResourceResult> ReadAsync(
        RequestContext<ReadResourceRequestParams> request, CancellationToken cancellationToken = default) =>
        Definition.Uri.TryRead(request.Params.Uri, out var arguments)
            ? _caller.ReadResourceAsync(Definition, arguments, request, cancellationToken)
            : throw new McpProtocolException($"'{request.Params.Uri}' is not an address of {Definition.Uri.Template}.", McpErrorCode.InvalidParams);
}
