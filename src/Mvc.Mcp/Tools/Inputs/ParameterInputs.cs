using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using Mvc.Mcp.Operations;
using Mvc.Mcp.Requests;
using Mvc.Mcp.Schemas;

namespace Mvc.Mcp.Tools.Inputs;

/// <summary>The values that a request takes in its path, query, headers and cookies.</summary>
internal sealed class ParameterInputs(ApiOperation operation, SchemaTranslator translator, ReservedHeaders reserved)
{
    private readonly ActionParameters _action = new(operation.ApiDescription);

    /// <summary>Reads them in the document's order.</summary>
    public IEnumerable<Input> Read()
    {
        foreach (var parameter in Parameters())
        {
            if (parameter.Name is { } name && LocationOf(parameter) is { } location && HasPlace(name, location) && Read(parameter, name, location) is { } input)
                yield return input;
        }

        foreach (var option in ODataInputs.Of(operation))
            yield return option;
        if (VersionedAccept.Of(operation) is { } accept)
        {
            yield return new Input
            {
                Location = ArgumentLocation.Header,
                WireName = HeaderNames.Accept,
                Schema = new JsonObject { ["type"] = "string" },
                Value = JsonSerializer.SerializeToElement(accept),
            };
        }
    }

    // A document may describe a value that its path has no place for.
    private bool HasPlace(string name, ArgumentLocation location) =>
        !operation.IsForeign || location != ArgumentLocation.Path || operation.Path.Contains($"{{{name}}}", StringComparison.OrdinalIgnoreCase);

    // What a path says of all its operations, an operation may say otherwise for itself.
    private IEnumerable<IOpenApiParameter> Parameters()
    {
        var own = operation.OpenApi.Parameters ?? [];
        var shared = operation.Document.Paths.TryGetValue(operation.Path, out var path) ? path.Parameters ?? [] : [];
        return shared.Where(parameter => !own.Any(other => other.Name == parameter.Name && other.In == parameter.In)).Concat(own);
    }

    private Input? Read(IOpenApiParameter parameter, string name, ArgumentLocation location)
    {
        var known = _action.Find(name, inPath: location == ArgumentLocation.Path);
        if (known is not null && OData.IsQuery(known))
            return null;
        var hints = ActionParameters.HintsOf(known);
        var catchAll = location == ArgumentLocation.Path && _action.IsCatchAll(name);
        var optional = location == ArgumentLocation.Path && known?.RouteInfo is { } route &&
            (route.IsOptional || DefaultIn(route) is not null || catchAll && !IsNeeded(known));
        var required = !optional &&
            (location == ArgumentLocation.Path || parameter.Required || known is not null && ActionParameters.IsRequired(known));
        if (hints is { Ignored: true })
            return required ? throw IgnoredButRequired.Of(name) : null;
        // What a call may not set is no argument.
        if (reserved.Contain(location, name, hints?.Parameter))
            return null;

        var described = parameter.Schema ?? BodyContent.Of(parameter).Values.FirstOrDefault()?.Schema;
        var schema = ActionParameters.HasOwnBinder(known) ? new JsonObject { ["type"] = "string" } : translator.Translate(described);
        ActionParameters.WriteRules(schema, known);
        if (!string.IsNullOrWhiteSpace(parameter.Description))
            schema["description"] = translator.Describe(parameter.Description, described);
        if (parameter.Deprecated)
            schema["deprecated"] = true;
        if (!schema.ContainsKey("default") && known?.RouteInfo is { } info && DefaultIn(info) is { } routeDefault)
            schema["default"] = DefaultOf(schema, routeDefault);
        else if (!schema.ContainsKey("default") && known?.DefaultValue is string or bool or int or long or double or decimal)
            schema["default"] = JsonSerializer.SerializeToNode(known.DefaultValue);
        return new Input
        {
            Location = location,
            WireName = ActionParameters.WireNameOf(known, name),
            Schema = schema,
            Required = required,
            Value = VersionIn(known),
            Hints = hints?.Parameter,
            CatchAll = catchAll,
            IsCallersHeader = location == ArgumentLocation.Header && reserved.IsCallers(name),
            Style = operation.IsForeign ? DocumentStyles.Of(parameter) : null,
        };
    }

    // Each version of an operation has a tool of its own, whose calls name no other.
    private JsonElement? VersionIn(ApiParameterDescription? known) =>
        known is not null && ApiVersions.ValueOf(operation.ApiDescription!, known) is { } version ? JsonSerializer.SerializeToElement(version) : null;

    // Routing takes an empty rest of the path; MVC refuses it where the action cannot do without.
    private static bool IsNeeded(ApiParameterDescription rest) =>
        rest.ModelMetadata is not { IsRequired: false, IsBindingRequired: false };

    // Of a minimal API the value that there is none.
    private static string? DefaultIn(ApiParameterRouteInfo route) => route.DefaultValue is DBNull ? null : route.DefaultValue?.ToString();

    // A route's default is text, whatever the type of the value.
    private JsonNode? DefaultOf(JsonObject schema, string text)
    {
        if (SchemaKinds.KindOf(translator.Dereference(schema)) is ArgumentKind.String or ArgumentKind.Any)
            return text;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;
        }
    }

    // In the whole query string, and where later specifications may put a value.
    private static ArgumentLocation? Unknown(IOpenApiParameter parameter) => parameter.In is null
        ? null
        : throw new UntranslatableSchemaException($"Its parameter '{parameter.Name}' stands where no argument can be put ('{parameter.In}').");

    private static ArgumentLocation? LocationOf(IOpenApiParameter parameter) => parameter.In switch
    {
        ParameterLocation.Path => ArgumentLocation.Path,
        ParameterLocation.Query => ArgumentLocation.Query,
        ParameterLocation.Header => ArgumentLocation.Header,
        ParameterLocation.Cookie => ArgumentLocation.Cookie,
        _ => Unknown(parameter),
    };
}
