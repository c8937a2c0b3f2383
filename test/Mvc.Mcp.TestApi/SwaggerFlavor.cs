using System.Reflection;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Mvc.Mcp.TestApi;

/// <summary>The ways in which applications have Swashbuckle describe the same models.</summary>
public static class SwaggerFlavor
{
    /// <summary>The names of all ways.</summary>
    public static IEnumerable<string> Names => _ways.Keys;

    private static readonly Dictionary<string, Action<SwaggerGenOptions>> _ways = new()
    {
        ["default"] = _ => { },
        ["not nullable"] = options =>
        {
            options.SupportNonNullableReferenceTypes();
            options.NonNullableReferenceTypesAsRequired();
        },
        ["allOf for references"] = options => options.UseAllOfToExtendReferenceSchemas(),
        ["inline enums"] = options => options.UseInlineDefinitionsForEnums(),
        ["allOf for inheritance"] = options =>
        {
            options.UseAllOfForInheritance();
            KnowTypes(options);
        },
        ["oneOf for polymorphism"] = options =>
        {
            options.UseOneOfForPolymorphism();
            KnowTypes(options);
        },
        ["both with discriminators"] = options =>
        {
            options.UseOneOfForPolymorphism();
            options.UseAllOfForInheritance();
            KnowTypes(options);
            KnowDiscriminators(options);
        },
        ["inheritance with discriminators"] = options =>
        {
            options.UseAllOfForInheritance();
            KnowTypes(options);
            KnowDiscriminators(options);
        },
    };

    /// <summary>Sets Swashbuckle to the way of that name.</summary>
    public static void Apply(string name, SwaggerGenOptions options) => _ways[name](options);

    // Swashbuckle's own way takes all types of an assembly, System.Text.Json's nodes among them, and fails or does not end.
    private static void KnowTypes(SwaggerGenOptions options) => options.SelectSubTypesUsing(type =>
        type.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false)
            .Select(attribute => attribute.DerivedType).Where(derived => derived != type));

    private static void KnowDiscriminators(SwaggerGenOptions options)
    {
        options.SelectDiscriminatorNameUsing(type =>
            type.GetCustomAttribute<JsonPolymorphicAttribute>(inherit: false) is { } polymorphic
                ? polymorphic.TypeDiscriminatorPropertyName ?? "$type"
                : null);
        options.SelectDiscriminatorValueUsing(type => new[] { type, type.BaseType }
            .SelectMany(declaring => declaring?.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false) ?? [])
            .FirstOrDefault(attribute => attribute.DerivedType == type)?.TypeDiscriminator?.ToString());
    }
}
