using System.Collections;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Mvc.Mcp.Schemas;

namespace Mvc.Mcp.Catalog.Advice;

/// <summary>
/// Finds what stands in configuration and sets nothing: .NET's binder takes a misspelt key for somebody else's. It looks at the
/// sections that <c>Configure&lt;McpOptions&gt;(section)</c>, <c>Bind(section)</c> and <c>BindConfiguration("Mcp")</c> bind.
/// </summary>
internal sealed class UnknownSettings(IEnumerable<IOptionsChangeTokenSource<McpOptions>> sources)
{
    // .NET has no other way to the section; a test fails should it keep it elsewhere.
    private static readonly FieldInfo? _section =
        typeof(ConfigurationChangeTokenSource<McpOptions>).GetField("_config", BindingFlags.NonPublic | BindingFlags.Instance);

    /// <summary>A warning for each.</summary>
    public IEnumerable<string> Warnings() => sources.OfType<ConfigurationChangeTokenSource<McpOptions>>()
        .Select(source => _section?.GetValue(source)).OfType<IConfigurationSection>()
        .SelectMany(section => Unknown(section, typeof(McpOptions), "McpOptions"));

    private static IEnumerable<string> Unknown(IConfigurationSection section, Type type, string owner)
    {
        var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        foreach (var child in section.GetChildren())
        {
            var property = properties.FirstOrDefault(property => property.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase));
            if (property is null)
            {
                yield return $"'{child.Path}' in configuration is no setting of {owner}, and sets nothing." +
                    NearNames.Question(child.Key, properties.Where(IsBindable).Select(known => known.Name));
            }
            else if (!IsBindable(property))
            {
                yield return $"'{child.Path}' in configuration sets nothing: {owner}.{property.Name} is set in code.";
            }
            else
            {
                foreach (var inner in Inner(child, property, owner))
                    yield return inner;
            }
        }
    }

    private static IEnumerable<string> Inner(IConfigurationSection section, PropertyInfo property, string owner)
    {
        if (property.PropertyType == typeof(IList<OperationRule>))
            return section.GetChildren().SelectMany(item => Unknown(item, typeof(OperationRule), nameof(OperationRule)));
        return property.PropertyType == typeof(McpOpenApiOptions) ? Unknown(section, property.PropertyType, $"{owner}.{property.Name}") : [];
    }

    private static bool IsBindable(PropertyInfo property)
    {
        var type = property.PropertyType;
        return !typeof(Delegate).IsAssignableFrom(type) && type != typeof(McpAddedTools) && type != typeof(IList<Type>) &&
            type != typeof(System.Text.Json.Nodes.JsonObject) &&
            (property.SetMethod is { IsPublic: true } || typeof(IEnumerable).IsAssignableFrom(type) || type == typeof(McpOpenApiOptions));
    }
}
