using System.Reflection;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using ModelContextProtocol.Server;

namespace Mvc.Mcp.Explorer;

/// <summary>Tells where a tool comes from in the application's code.</summary>
internal static class ToolSource
{
    /// <summary>The action behind an operation; null where only a document is known.</summary>
    public static SourceFacts? Of(McpCatalogEntry entry)
    {
        var method = MethodOf(entry.ApiDescription?.ActionDescriptor);
        var type = (entry.ApiDescription?.ActionDescriptor as ControllerActionDescriptor)?.ControllerTypeInfo ?? method?.DeclaringType;
        return new SourceFacts(
            type is null ? null : TypeName.Full(type),
            method is null ? null : Signature(method),
            entry.Arguments.ToDictionary(
                argument => argument.Name,
                argument => new ArgumentFacts(argument.In, argument.WireName, Parameter(entry.ApiDescription, argument))));
    }

    /// <summary>The method that was written as a tool; null where the tool is none.</summary>
    public static SourceFacts? Of(McpServerTool tool) =>
        tool.Metadata.OfType<MethodInfo>().FirstOrDefault() is { } method
            ? new SourceFacts(TypeName.Full(method.DeclaringType!), Signature(method), new Dictionary<string, ArgumentFacts>())
            : null;

    private static MethodInfo? MethodOf(ActionDescriptor? action) =>
        (action as ControllerActionDescriptor)?.MethodInfo ?? action?.EndpointMetadata.OfType<MethodInfo>().FirstOrDefault();

    private static string Signature(MethodInfo method) =>
        $"{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => $"{TypeName.Of(parameter.ParameterType)} {parameter.Name}"))})";

    private static string? Parameter(ApiDescription? api, McpCatalogArgument argument)
    {
        var parameters = api?.ParameterDescriptions ?? [];
        var found = argument.In == "body"
            ? parameters.FirstOrDefault(parameter => parameter.Source == BindingSource.Body)
            : parameters.FirstOrDefault(parameter => string.Equals(parameter.Name, argument.WireName, StringComparison.OrdinalIgnoreCase));
        return found?.ParameterDescriptor is { } descriptor ? $"{TypeName.Of(descriptor.ParameterType)} {descriptor.Name}" : null;
    }
}
