using System.Reflection;
using System.Runtime.Loader;
using ModelContextProtocol.AspNetCore;

namespace Mvc.Mcp.Http.Tests;

/// <summary>
/// The host can be exchanged for ModelContextProtocol.AspNetCore: whatever it offers is there as well, the same.
/// </summary>
public class PublicFaceTests
{
    private static readonly Assembly Ours = typeof(HttpServerTransportOptions).Assembly;

    private static readonly Assembly Official = new AssemblyLoadContext("official").LoadFromAssemblyPath(
        typeof(PublicFaceTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "OfficialHost").Value!);

    public static TheoryData<string> Types => [.. Ours.GetExportedTypes().Select(type => type.FullName!)];

    [Theory, MemberData(nameof(Types))]
    public void Every_public_member_exists_in_the_official_package_with_the_same_signature(string type)
    {
        var theirs = Official.GetType(type);

        theirs.Should().NotBeNull();
        MembersOf(Ours.GetType(type)!).Should().BeSubsetOf(MembersOf(theirs!));
    }

    [Theory, MemberData(nameof(Types))]
    public void Every_option_has_the_same_default(string type)
    {
        if (Ours.GetType(type)!.GetConstructor(Type.EmptyTypes) is null)
            return;

        var ours = Activator.CreateInstance(Ours.GetType(type)!)!;
        var theirs = Activator.CreateInstance(Official.GetType(type)!)!;
        foreach (var property in ours.GetType().GetProperties())
        {
            var theirValue = theirs.GetType().GetProperty(property.Name)!.GetValue(theirs);
            property.GetValue(ours)?.ToString().Should().Be(theirValue?.ToString(), property.Name);
        }
    }

    private static IEnumerable<string> MembersOf(Type type) =>
        from member in type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        select $"{member} {Describe(member)} {member.GetCustomAttribute<ObsoleteAttribute>()?.DiagnosticId}";

    private static string Describe(MemberInfo member) => member switch
    {
        MethodBase method => string.Join(", ", method.GetParameters().Select(
            parameter => $"{parameter.Name}{(parameter.HasDefaultValue ? $"={parameter.DefaultValue ?? "null"}" : "")}")),
        FieldInfo { IsLiteral: true } constant => $"={constant.GetRawConstantValue()}",
        PropertyInfo property => $"{property.GetMethod?.IsPublic} {property.SetMethod?.IsPublic}",
        _ => "",
    };
}
