using System.Reflection;
using System.Runtime.CompilerServices;
using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Dependencies;
using ArchUnitNET.Loader;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Swashbuckle.AspNetCore.SwaggerGen;
using Assembly = System.Reflection.Assembly;
using ProtocolTool = ModelContextProtocol.Protocol.Tool;

namespace Mvc.Mcp.Tests.Architecture;

/// <summary>The rooms of the library, which are its folders, and who may look into which. docs/architecture.md draws them.</summary>
public class RoomTests
{
    private const string Root = "Mvc.Mcp";

    private static readonly ArchUnitNET.Domain.Architecture _library = new ArchLoader().LoadAssemblies(typeof(McpOptions).Assembly).Build();

    // A room may use those named here, and the public face. Each stands below what it serves, so there is no circle.
    private static readonly Dictionary<string, string[]> _below = new()
    {
        ["Schemas"] = [],
        ["Operations"] = ["Schemas"],
        ["Requests"] = ["Schemas"],
        ["Tools"] = ["Schemas", "Operations", "Requests"],
        ["Authorization"] = [],
        ["Results"] = ["Operations", "Requests", "Tools"],
        ["Execution"] = ["Operations", "Requests", "Results", "Tools", "Authorization"],
        ["Catalog"] = ["Schemas", "Operations", "Requests", "Tools", "Execution"],
        ["Protocol"] = ["Schemas", "Operations", "Requests", "Tools", "Authorization", "Results", "Execution", "Catalog"],
    };

    public static TheoryData<string> Rooms => new(_below.Keys);

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_uses_the_rooms_below_it_and_no_other(string room)
    {
        var wrong =
            from type in _library.Types
            where RoomOf(type) == room
            from target in type.Dependencies.Select(dependency => dependency.Target).Distinct()
            let other = RoomOf(target)
            where other is not null && other != room && other != Root && !_below[room].Contains(other)
            select $"{type.FullName} uses {target.FullName}";

        wrong.Should().BeEmpty();
    }

    [Fact]
    public void The_public_face_knows_no_room_but_where_it_sets_them_up()
    {
        var wrong =
            from type in _library.Types
            where RoomOf(type) == Root
            from target in type.Dependencies.Select(dependency => dependency.Target).Distinct()
            where RoomOf(target) is { } other && other != Root
            select $"{type.FullName} uses {target.FullName}";

        wrong.Should().BeEmpty();
    }

    [Fact]
    public void Every_folder_is_a_room()
    {
        var unknown = _library.Types.Select(RoomOf).OfType<string>().Distinct().Except([.. _below.Keys, Root]);

        unknown.Should().BeEmpty();
        _library.Types.Select(RoomOf).Should().Contain(_below.Keys, "a room that is gone leaves the table");
    }

    [Fact]
    public void No_room_stands_above_itself()
    {
        foreach (var room in _below.Keys)
            Below(room, []).Should().NotContain(room);
    }

    [Fact]
    public void What_guards_something_is_combined_in_one_place()
    {
        var combining =
            from type in _library.Types
            from dependency in type.Dependencies.OfType<MethodCallDependency>()
            where dependency.Target.FullName == typeof(Microsoft.AspNetCore.Authorization.AuthorizationPolicy).FullName &&
                dependency.TargetMember.Name.StartsWith("Combine", StringComparison.Ordinal)
            select type.FullName.Split('+', '/')[0];

        combining.Distinct().Should().Equal(typeof(Mvc.Mcp.Authorization.AccessRule).FullName);
    }

    [Fact]
    public void No_table_is_keyed_by_what_belongs_to_a_request()
    {
        // Each of these lives as long as the application, or as a making of its catalog or of its document.
        System.Type[] lasting = [typeof(McpOptions), typeof(ActionDescriptor), typeof(Endpoint), typeof(RouteEndpoint), typeof(SchemaRepository), typeof(ProtocolTool), typeof(Mvc.Mcp.Catalog.CatalogSnapshot), typeof(object), typeof(Assembly), typeof(System.Type)];

        var keys =
            from type in typeof(McpOptions).Assembly.GetTypes()
            from field in type.GetFields(BindingFlags.Static | BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
            where field.FieldType.IsGenericType && field.FieldType.GetGenericTypeDefinition() == typeof(ConditionalWeakTable<,>)
            where Array.IndexOf(lasting, field.FieldType.GenericTypeArguments[0]) < 0
            select $"{type.FullName}.{field.Name}";

        keys.Should().BeEmpty();
    }

    private static HashSet<string> Below(string room, HashSet<string> seen)
    {
        foreach (var other in _below[room].Where(seen.Add))
            Below(other, seen);
        return seen;
    }

    // The extension methods stand in the framework's own namespaces: they are the doors, and set up what is behind them.
    private static string? RoomOf(IType type)
    {
        var space = type.Namespace?.FullName ?? "";
        if (space == Root)
            return Root;
        return space.StartsWith(Root + ".", StringComparison.Ordinal) ? space.Split('.')[2] : null;
    }
}
