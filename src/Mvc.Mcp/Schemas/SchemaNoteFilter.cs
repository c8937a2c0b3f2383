using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Mvc.Mcp.Schemas;

/// <summary>Notes on each schema what its .NET type says beyond it, while the type is still known.</summary>
/// <param name="services">
/// Where the serializer's contracts come from, once they are needed: making the filter belongs to making them.
/// </param>
internal sealed class SchemaNoteFilter(IServiceProvider services) : ISchemaFilter
{
    // "time" wants an offset, which no TimeOnly has.
    private const string TimeOfDay = @"^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?$";

    private static readonly MemberWire _plain = new(null, JsonNumberHandling.Strict, MayBeLeftOut: false);

    // Schemas of derived types that the document itself leaves out are generated apart, so that it goes on leaving them out.
    private readonly ConditionalWeakTable<SchemaRepository, SchemaRepository> _apart = [];

    /// <inheritdoc />
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        var type = Nullable.GetUnderlyingType(context.Type) ?? context.Type;
        if (schema is not OpenApiSchema target || Read(type, target, context) is not { } note)
            return;
        SchemaNote.Put(target, note);
    }

    private SchemaNote? Read(Type type, OpenApiSchema schema, SchemaFilterContext context)
    {
        if (DeltaType.PatchedBy(type) is { } patched)
            return new SchemaNote { PatchOf = Generate(patched, context, Apart(context)), Schemas = Apart(context).Schemas };
        var wire = ReadWire(type, schema);
        if (type == typeof(JsonNode) || type == typeof(JsonValue))
            return new SchemaNote { AnyJson = true };
        if (type.IsEnum)
            return ReadEnum(type, schema);
        if (type.IsPrimitive)
            return With(ReadPrimitive(type), wire);
        // A schema of a member or a parameter repeats that of its type, which has its note already.
        if (context.MemberInfo is not null || context.ParameterInfo is not null || type == typeof(string))
            return wire;
        IReadOnlyDictionary<string, IOpenApiSchema>? schemas = null;
        // Alternatives are Swashbuckle's own word on the derived types.
        var polymorphism = schema.OneOf is { Count: > 0 } ? null : ReadPolymorphism(type, context, out schemas);
        var note = (wire is { Wire: not null } or { OwnConverterOver: not null } ? new SchemaNote() : ReadMembers(type)) with { Polymorphism = polymorphism, Schemas = schemas };
        return wire is null && polymorphism is null && note is { Members.Count: 0, Required.Count: 0, BoundNames.Count: 0, Wires.Count: 0, Rules.Count: 0, NeverNull.Count: 0 }
            ? null
            : With(note, wire);
    }

    private static SchemaNote? With(SchemaNote? note, SchemaNote? wire) => note is null || wire is null ? note ?? wire : note with
    {
        Wire = wire.Wire, OwnConverterOver = wire.OwnConverterOver, FromText = wire.FromText, FreeText = wire.FreeText,
        Unpromised = wire.Unpromised, Numbers = wire.Numbers,
    };

    // How the serializer, or model binding, writes and reads the type; null where the schema tells.
    private SchemaNote? ReadWire(Type type, OpenApiSchema schema)
    {
        if (Facts.Mapped.Contains(type) || type.IsConstructedGenericType && Facts.Mapped.Contains(type.GetGenericTypeDefinition()))
            return null;
        if (PatchDocument.Is(type))
            return new SchemaNote { Wire = PatchDocument.Schema() };
        var known = SerializerProbe.Knows(type);
        var composed = schema.Type is { } kind && (kind & (JsonSchemaType.Object | JsonSchemaType.Array)) != 0;
        var contract = known ? Contracts.GetDataContractForType(type) : null;
        var note = new SchemaNote
        {
            Wire = WireOf(type, composed),
            OwnConverterOver = known && !WritesQuoted(schema) && SerializerProbe.WritesOtherwise(contract!) || !known && !type.IsEnum && Facts.HasOwnConverter(type) ? schema.Type ?? default : null,
            FromText = composed && TextBinding.Takes(type),
            FreeText = contract is not null && SerializerProbe.WritesOtherFormat(contract),
            Unpromised = composed && Facts.WritesReferences,
            Numbers = schema.Type is { } number && (number & (JsonSchemaType.Integer | JsonSchemaType.Number)) != 0 ? Facts.Numbers & ~JsonNumberHandling.AllowReadingFromString : default,
        };
        return note is { Wire: null, OwnConverterOver: null, FromText: false, FreeText: false, Unpromised: false, Numbers: JsonNumberHandling.Strict } ? null : note;
    }

    // Numbers in quotes are numbers all the same.
    private bool WritesQuoted(OpenApiSchema schema) =>
        schema.Type is { } type && (type & (JsonSchemaType.Integer | JsonSchemaType.Number)) != 0 && Facts.Numbers.HasFlag(JsonNumberHandling.WriteAsString);

    private JsonObject? WireOf(Type type, bool composed)
    {
        if (type == typeof(TimeOnly))
            return new JsonObject { ["type"] = "string", ["pattern"] = TimeOfDay };
        if (type == typeof(Memory<byte>) || type == typeof(ReadOnlyMemory<byte>))
            return new JsonObject { ["type"] = "string", ["format"] = "byte" };
        return composed && Facts.IsSystemTextJson ? Facts.ExportedValue(type) : null;
    }

    private static SchemaNote? ReadPrimitive(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Byte => new SchemaNote { Range = (byte.MinValue, byte.MaxValue) },
        TypeCode.SByte => new SchemaNote { Range = (sbyte.MinValue, sbyte.MaxValue) },
        TypeCode.Int16 => new SchemaNote { Range = (short.MinValue, short.MaxValue) },
        TypeCode.UInt16 => new SchemaNote { Range = (ushort.MinValue, ushort.MaxValue) },
        TypeCode.UInt32 => new SchemaNote { Range = (uint.MinValue, uint.MaxValue) },
        TypeCode.UInt64 => new SchemaNote { Range = (ulong.MinValue, ulong.MaxValue) },
        TypeCode.Char => new SchemaNote { Character = true },
        _ => null,
    };

    private SchemaNote? ReadEnum(Type type, OpenApiSchema schema)
    {
        var flags = type.IsDefined(typeof(FlagsAttribute), inherit: false);
        var numbers = schema.Type?.HasFlag(JsonSchemaType.Integer) == true;
        var bound = numbers ? [] : BoundNamesOf(type);
        if (!flags && !numbers)
            return bound.Count == 0 ? null : new SchemaNote { BoundNames = bound };
        var names = Enum.GetNames(type);
        var values = Enum.GetValuesAsUnderlyingType(type).Cast<object>();
        var legend = string.Join(", ", numbers ? names.Zip(values, (name, value) => $"{value} = {name}") : names);
        return new SchemaNote
        {
            BoundNames = bound,
            Names = numbers && !flags ? [.. names.Zip(values, (name, value) => (name, JsonValue.Create(Convert.ToDecimal(value, CultureInfo.InvariantCulture))))] : [],
            Flags = flags,
            Range = flags && numbers ? (0, All(type)) : null,
            Legend = flags ? (numbers ? "Flags, added up: " : "Flags, separated by commas: ") + legend : legend,
        };
    }

    private Dictionary<string, string> BoundNamesOf(Type type)
    {
        var bound = new Dictionary<string, string>(StringComparer.Ordinal);
        var contract = Contracts.GetDataContractForType(type);
        foreach (var value in Enum.GetValues(type).Cast<object>().Distinct())
        {
            if (JsonNode.Parse(contract.JsonConverter(value)) is JsonValue json && json.TryGetValue(out string? name))
                Note(bound, name, value.ToString()!);
        }

        return bound;
    }

    private static void Note(Dictionary<string, string> bound, string json, string name)
    {
        if (!json.Equals(name, StringComparison.OrdinalIgnoreCase))
            bound[json] = name;
    }

    private static decimal All(Type flags) => Enum.GetValuesAsUnderlyingType(flags).Cast<object>()
        .Aggregate(0UL, (all, value) => all | Convert.ToUInt64(value, CultureInfo.InvariantCulture));

    private Polymorphism? ReadPolymorphism(
        Type type, SchemaFilterContext context, out IReadOnlyDictionary<string, IOpenApiSchema>? schemas)
    {
        schemas = null;
        var derived = type.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false)
            .Where(attribute => attribute.TypeDiscriminator is not null).ToArray();
        // Another serializer than System.Text.Json knows nothing of its attributes.
        if (derived.Length == 0 || Contracts is not JsonSerializerDataContractResolver)
            return null;
        var apart = Apart(context);
        var types = new List<(JsonValue, OpenApiSchemaReference)>();
        foreach (var attribute in derived)
        {
            var name = attribute.TypeDiscriminator is int number
                ? JsonValue.Create(number)
                : JsonValue.Create(attribute.TypeDiscriminator!.ToString())!;
            if (Generate(attribute.DerivedType, context, apart) is OpenApiSchemaReference reference)
                types.Add((name, reference));
        }

        schemas = apart.Schemas;
        return new Polymorphism(
            type.GetCustomAttribute<JsonPolymorphicAttribute>(inherit: false)?.TypeDiscriminatorPropertyName ?? "$type",
            types);
    }

    private SchemaRepository Apart(SchemaFilterContext context)
    {
        var apart = _apart.TryGetValue(context.SchemaRepository, out var known) ? known : new SchemaRepository(context.DocumentName);
        _apart.AddOrUpdate(context.SchemaRepository, apart);
        _apart.AddOrUpdate(apart, apart);
        return apart;
    }

    private static IOpenApiSchema Generate(Type type, SchemaFilterContext context, SchemaRepository apart) =>
        context.SchemaRepository.TryLookupByType(type, out var known) ? known : context.SchemaGenerator.GenerateSchema(type, apart);

    private SchemaNote ReadMembers(Type type)
    {
        var bound = new Dictionary<string, string>(StringComparer.Ordinal);
        var hints = new Dictionary<string, MemberMetadata>(StringComparer.Ordinal);
        var required = new List<string>();
        var wires = new Dictionary<string, MemberWire>(StringComparer.Ordinal);
        var rules = new Dictionary<string, IReadOnlyList<object>>(StringComparer.Ordinal);
        var neverNull = new HashSet<string>(StringComparer.Ordinal);
        if (type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true)
            return new SchemaNote();
        foreach (var member in Contracts.GetDataContractForType(type).ObjectProperties ?? [])
        {
            if (member.MemberInfo is null)
                continue;
            Note(bound, member.Name, BindingName.Of(member.MemberInfo));
            // An annotation of C# promises nothing: serializers write the null that is there all the same.
            if (member.MemberType.IsValueType && Nullable.GetUnderlyingType(member.MemberType) is null)
                neverNull.Add(member.Name);
            if (MemberMetadata.Of(member.MemberInfo) is { } hint)
                hints[member.Name] = hint;
            if (PositionalMembers.IsRequired(member.MemberInfo))
                required.Add(member.Name);
            if (Facts.Member(type, member.Name, member.MemberInfo) is { } wire && wire != _plain)
                wires[member.Name] = wire;
            if (ConstructorParameter.Of(member.MemberInfo)?.GetCustomAttributes<ValidationAttribute>(inherit: true).ToArray() is { Length: > 0 } attributes)
                rules[member.Name] = attributes;
        }

        return new SchemaNote { Members = hints, Required = required, BoundNames = bound, Wires = wires, Rules = rules, NeverNull = neverNull };
    }

    // Made once it is needed: making the filter belongs to making the contracts.
    private SerializerFacts Facts => field ??= new SerializerFacts(services, Contracts);

    private ISerializerDataContractResolver Contracts => services.GetRequiredService<ISerializerDataContractResolver>();
}
