using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Mvc.Mcp.Schemas;

/// <summary>
/// Newtonsoft.Json with the settings of MVC, where <c>AddNewtonsoftJson()</c> has it read and write bodies. The package is the
/// application's and not referenced here: its public members are bound at run time.
/// </summary>
internal sealed class NewtonsoftSerializer
{
    private const string Formatter = "Microsoft.AspNetCore.Mvc.Formatters.NewtonsoftJsonOutputFormatter";
    private const string OptionsType = "Microsoft.AspNetCore.Mvc.MvcNewtonsoftJsonOptions";

    private readonly dynamic _settings;
    private readonly object _resolver;
    private readonly MethodInfo _resolve;
    private readonly MethodInfo _write;

    private NewtonsoftSerializer(object settings, object resolver, MethodInfo resolve, MethodInfo write)
    {
        _settings = settings;
        _resolver = resolver;
        _resolve = resolve;
        _write = write;
    }

    /// <summary>The serializer; null where MVC writes with another.</summary>
    public static NewtonsoftSerializer? Of(IServiceProvider services)
    {
        if (services.GetService<NewtonsoftSerializer>() is { } known)
            return known;
        if (services.GetService<IOptions<MvcOptions>>()?.Value is not { } mvc || mvc.OutputFormatters.OfType<SystemTextJsonOutputFormatter>().Any() ||
            mvc.OutputFormatters.FirstOrDefault(formatter => IsNewtonsofts(formatter.GetType())) is not { } found ||
            Assembly(found.GetType()).GetType(OptionsType) is not { } optionsType)
        {
            return null;
        }

        var optionsOf = typeof(IOptions<>).MakeGenericType(optionsType);
        dynamic options = optionsOf.GetProperty(nameof(IOptions<MvcOptions>.Value))!.GetValue(services.GetRequiredService(optionsOf))!;
        object settings = options.SerializerSettings;
        var resolverOf = settings.GetType().GetProperty("ContractResolver");
        var resolve = resolverOf?.PropertyType.GetMethod("ResolveContract");
        var write = settings.GetType().Assembly.GetType("Newtonsoft.Json.JsonConvert")?.GetMethod("SerializeObject", [typeof(object), settings.GetType()]);
        return resolverOf?.GetValue(settings) is { } resolver && resolve is not null && write is not null
            ? new NewtonsoftSerializer(settings, resolver, resolve, write)
            : null;
    }

    /// <summary>The JSON of a type of the package, or of a number that it writes as text; null for any other type.</summary>
    public static JsonObject? WireOf(Type type) =>
        type == typeof(Half) || type == typeof(Int128) || type == typeof(UInt128)
            ? new JsonObject { ["type"] = "string", ["pattern"] = @"^-?\d+(\.\d+)?([eE][+-]?\d+)?$" }
            : type.FullName switch
            {
                "Newtonsoft.Json.Linq.JObject" => new JsonObject { ["type"] = new JsonArray("object", "null") },
                "Newtonsoft.Json.Linq.JArray" => new JsonObject { ["type"] = new JsonArray("array", "null"), ["items"] = new JsonObject() },
                _ => null,
            };

    /// <summary>What it writes of a value.</summary>
    public string Write(object? value)
    {
        try
        {
            return (string)_write.Invoke(null, [value, (object)_settings])!;
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } inner)
        {
            throw new InvalidOperationException(inner.Message, inner);
        }
    }

    /// <summary>Whether a converter of the application's own, or of a package, reads and writes the type.</summary>
    public bool HasOwnConverter(Type type)
    {
        object? converter = ContractOf(type)?.Converter;
        foreach (var each in _settings.Converters)
            converter ??= each.CanConvert(type) ? (object)each : null;
        return converter is not null && !WritesNames(converter);
    }

    /// <summary>Whether answers may hold, in the place of a value of the type, a reference to an earlier one.</summary>
    public bool WritesReferences(Type type) => ContractOf(type) is { } contract && ((bool?)contract.IsReference == true || IsContainer(contract) && (bool?)contract.ItemIsReference == true);

    /// <summary>Whether a converter of the application's own writes the member, or references may stand in it.</summary>
    public bool IsUnknown(Type owner, string jsonName)
    {
        if (PropertyOf(owner, jsonName) is not { } property)
            return false;
        object? converter = property.Converter ?? property.ItemConverter;
        return converter is not null || (bool?)property.IsReference == true || (bool?)property.ItemIsReference == true;
    }

    /// <summary>What Swashbuckle has to know of a type.</summary>
    public DataContract Describe(Type type)
    {
        if (ContractOf(type) is not { } contract || type == typeof(object) || IsOf(type, "Newtonsoft.Json.Linq.JToken"))
            return DataContract.ForDynamic(type, Write);
        Type? item = null, key = null, value = null;
        if (((object)contract).GetType().Name == "JsonArrayContract")
            item = contract.CollectionItemType;
        else if (((object)contract).GetType().Name == "JsonDictionaryContract")
            (key, value) = ((Type?)contract.DictionaryKeyType, (Type?)contract.DictionaryValueType);
        Type underlying = contract.UnderlyingType;
        return ((object)contract).GetType().Name switch
        {
            "JsonPrimitiveContract" or "JsonStringContract" => DescribeValue(underlying),
            "JsonArrayContract" => DataContract.ForArray(underlying, item ?? typeof(object), Write),
            "JsonDictionaryContract" => DataContract.ForDictionary(underlying, value ?? typeof(object), Keys(key), Write),
            "JsonObjectContract" => DescribeObject(underlying, contract),
            _ => DataContract.ForDynamic(type, Write),
        };
    }

    private DataContract DescribeObject(Type type, dynamic contract)
    {
        List<DataProperty> properties = Properties(contract);
        Type? others = contract.ExtensionDataValueType;
        return DataContract.ForObject(type, properties, others, null, null, Write);
    }

    private DataContract DescribeValue(Type type)
    {
        var (kind, format) = type.IsEnum
            ? Enum.GetValues(type) is { Length: > 0 } values && Write(values.GetValue(0)).StartsWith('"') ? (DataType.String, null) : (DataType.Integer, "int32")
            : Type.GetTypeCode(type) switch
            {
                TypeCode.Boolean => (DataType.Boolean, null),
                TypeCode.Int64 or TypeCode.UInt64 => (DataType.Integer, "int64"),
                TypeCode.Byte or TypeCode.SByte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Int32 or TypeCode.UInt32 => (DataType.Integer, "int32"),
                TypeCode.Single => (DataType.Number, "float"),
                TypeCode.Double or TypeCode.Decimal => (DataType.Number, "double"),
                TypeCode.DateTime => (DataType.String, "date-time"),
                _ => (DataType.String, FormatOf(type)),
            };
        return DataContract.ForPrimitive(type, kind, format, Write);
    }

    private static string? FormatOf(Type type) =>
        type == typeof(DateTimeOffset) ? "date-time"
        : type == typeof(DateOnly) ? "date"
        : type == typeof(TimeOnly) ? "time"
        : type == typeof(TimeSpan) ? "date-span"
        : type == typeof(Guid) ? "uuid"
        : type == typeof(Uri) ? "uri"
        : type == typeof(byte[]) ? "byte"
        : null;

    private IEnumerable<string>? Keys(Type? key) => key is { IsEnum: true } ? Enum.GetValues(key).Cast<object>().Distinct().Select(value => Write(value).Trim('"')) : null;

    private static List<DataProperty> Properties(dynamic contract)
    {
        var properties = new List<DataProperty>();
        var inConstructor = ((IEnumerable<dynamic>)contract.CreatorParameters).Select(parameter => (string)parameter.PropertyName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var property in (IEnumerable<dynamic>)contract.Properties)
        {
            if ((bool)property.Ignored)
                continue;
            string name = property.PropertyName;
            Type type = property.PropertyType;
            // Default, AllowNull, Always, DisallowNull: the member's own, else the type's.
            var required = (int)property.Required;
            if (required == 0)
                required = (int?)contract.ItemRequired ?? 0;
            properties.Add(new DataProperty(
                name,
                type,
                isRequired: required is 1 or 2,
                isNullable: required is 0 or 1 && (!type.IsValueType || Nullable.GetUnderlyingType(type) is not null),
                isReadOnly: (bool)property.Readable && !(bool)property.Writable && !inConstructor.Contains(name),
                isWriteOnly: (bool)property.Writable && !(bool)property.Readable,
                memberInfo: ((Type?)property.DeclaringType)?.GetMember((string)property.UnderlyingName).FirstOrDefault()));
        }

        return properties;
    }

    private dynamic? PropertyOf(Type owner, string jsonName) =>
        ContractOf(owner) is { } contract && ((object)contract).GetType().Name == "JsonObjectContract"
            ? ((IEnumerable<dynamic>)contract.Properties).FirstOrDefault(property => (string)property.PropertyName == jsonName)
            : null;

    private dynamic? ContractOf(Type type)
    {
        try
        {
            return _resolve.Invoke(_resolver, [type]);
        }
#pragma warning disable CA1031 // A resolver of the application's own may throw anything.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private static bool IsContainer(dynamic contract) => ((object)contract).GetType().GetProperty("ItemIsReference") is not null;

    // Enums by name: what is written is asked of the serializer itself.
    private static bool WritesNames(object converter) => converter.GetType().FullName == "Newtonsoft.Json.Converters.StringEnumConverter";

    private static bool IsNewtonsofts(Type formatter) => Ancestors(formatter).Any(type => type.FullName == Formatter);

    private static Assembly Assembly(Type formatter) => Ancestors(formatter).First(type => type.FullName == Formatter).Assembly;

    private static bool IsOf(Type type, string name) => Ancestors(type).Any(each => each.FullName == name);

    private static IEnumerable<Type> Ancestors(Type? type)
    {
        for (; type is not null; type = type.BaseType)
            yield return type;
    }
}

/// <summary>Newtonsoft's contracts as Swashbuckle wants them, where the application has not said how to read them.</summary>
internal sealed class NewtonsoftContracts(NewtonsoftSerializer serializer) : ISerializerDataContractResolver
{
    /// <inheritdoc />
    public DataContract GetDataContractForType(Type type) => serializer.Describe(Nullable.GetUnderlyingType(type) ?? type);
}
