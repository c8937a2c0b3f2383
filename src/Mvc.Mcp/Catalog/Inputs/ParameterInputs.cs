using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.OpenApi;
using Mvc.Mcp.Schemas;

namespace Mvc.Mcp.Catalog.Inputs;

/// <summary>The values that a request takes in its path, query, headers and cookies.</summary>
internal sealed class ParameterInputs(ApiOperation operation, SchemaTranslator translator)
{
    /// <summary>Reads them in the document's order.</summary>
    public IEnumerable<Input> Read()
    {
        foreach (var parameter in Parameters())
        {
            if (parameter.Name is not null && LocationOf(parameter) is { } location)
                yield return Read(parameter, parameter.Name, location);
        }
    }

    // What a path says of all its operations, an operation may say otherwise for itself.
    private IEnumerable<IOpenApiParameter> Parameters()
    {
        var own = operation.Operation.Parameters ?? [];
        var shared = operation.Document.Paths.TryGetValue(operation.Path, out var path) ? path.Parameters ?? [] : [];
        return shared.Where(parameter => !own.Any(other => other.Name == parameter.Name && other.In == parameter.In)).Concat(own);
    }

    private Input Read(IOpenApiParameter parameter, string name, ArgumentLocation location)
    {
        var action = ActionParameter(name, location);
        var schema = translator.Translate(parameter.Schema ?? parameter.Content?.Values.FirstOrDefault()?.Schema);
        if (!string.IsNullOrWhiteSpace(parameter.Description))
            schema["description"] = parameter.Description.Trim();
        if (parameter.Deprecated)
            schema["deprecated"] = true;
        if (!schema.ContainsKey("default") && action?.RouteInfo?.DefaultValue is { } routeDefault)
            schema["default"] = JsonValue.Create(routeDefault.ToString());
        return new Input
        {
            Location = location,
            WireName = name,
            Schema = schema,
            Required = IsRequired(parameter, location, action),
            CatchAll = location == ArgumentLocation.Path && IsCatchAll(name),
        };
    }

    private ApiParameterDescription? ActionParameter(string name, ArgumentLocation location) =>
        operation.Description?.ParameterDescriptions.FirstOrDefault(parameter =>
            string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase) &&
            (location == ArgumentLocation.Path) == (parameter.Source == BindingSource.Path));

    private static bool IsRequired(IOpenApiParameter parameter, ArgumentLocation location, ApiParameterDescription? action)
    {
        // OpenAPI knows no optional path values; MVC does.
        if (location == ArgumentLocation.Path)
            return action?.RouteInfo is not { } route || !route.IsOptional && route.DefaultValue is null;
        if (parameter.Required || action is null)
            return parameter.Required;
        // MVC refuses a request without a value for a reference type that is not nullable; Swagger does not say so.
        return action.IsRequired ||
            action.ModelMetadata is { IsRequired: true, ContainerType: null, ModelType.IsValueType: false, IsEnumerableType: false } &&
            action.DefaultValue is null or DBNull;
    }

    private bool IsCatchAll(string name) =>
        operation.Description?.ActionDescriptor.AttributeRouteInfo?.Template is { } template &&
        template.Contains("{*" + name, StringComparison.OrdinalIgnoreCase) |
        template.Contains("{**" + name, StringComparison.OrdinalIgnoreCase);

    private static ArgumentLocation? LocationOf(IOpenApiParameter parameter) => parameter.In switch
    {
        ParameterLocation.Path => ArgumentLocation.Path,
        ParameterLocation.Query => ArgumentLocation.Query,
        // OpenAPI ignores these three as parameters; they belong to the caller or to the body.
        ParameterLocation.Header when parameter.Name is { } name &&
            new[] { "Accept", "Authorization", "Content-Type" }.Contains(name, StringComparer.OrdinalIgnoreCase) => null,
        ParameterLocation.Header => ArgumentLocation.Header,
        ParameterLocation.Cookie => ArgumentLocation.Cookie,
        _ => null,
    };
}
