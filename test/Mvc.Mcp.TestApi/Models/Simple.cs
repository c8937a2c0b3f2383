using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mvc.Mcp.TestApi.Models;

/// <summary>A record with positional members.</summary>
/// <param name="Street">Where the house stands.</param>
/// <param name="City">In which city.</param>
/// <param name="Zip">Its postal code.</param>
public sealed record Address(string Street, string City, string? Zip);

/// <summary>A class with setters.</summary>
public class Contact
{
    /// <summary>How the person is called.</summary>
    [Required]
    public string? Name { get; set; }

    /// <summary>Where mail arrives.</summary>
    public string? Mail { get; set; }

    /// <summary>The home.</summary>
    public Address? Home { get; set; }
}

/// <summary>A class with required and init-only members.</summary>
public sealed class Appointment
{
    /// <summary>What it is about.</summary>
    public required string Subject { get; init; }

    /// <summary>When it begins.</summary>
    public required DateTimeOffset Start { get; init; }

    /// <summary>How long it lasts.</summary>
    public TimeSpan? Length { get; init; }
}

/// <summary>Members of every simple type.</summary>
public sealed class EverySimpleType
{
    /// <summary>8 bits.</summary>
    public byte Byte { get; set; }

    /// <summary>Signed 8 bits.</summary>
    public sbyte SByte { get; set; }

    /// <summary>16 bits.</summary>
    public short Short { get; set; }

    /// <summary>32 bits.</summary>
    public int Int { get; set; }

    /// <summary>Unsigned 32 bits.</summary>
    public uint UInt { get; set; }

    /// <summary>64 bits.</summary>
    public long Long { get; set; }

    /// <summary>Unsigned 64 bits.</summary>
    public ulong ULong { get; set; }

    /// <summary>Single precision.</summary>
    public float Float { get; set; }

    /// <summary>Double precision.</summary>
    public double Double { get; set; }

    /// <summary>Money.</summary>
    public decimal Decimal { get; set; }

    /// <summary>Yes or no.</summary>
    public bool Bool { get; set; }

    /// <summary>One character.</summary>
    public char Char { get; set; }

    /// <summary>Text.</summary>
    public string Text { get; set; } = "";

    /// <summary>Bytes.</summary>
    public byte[] Bytes { get; set; } = [];

    /// <summary>An identifier.</summary>
    public Guid Guid { get; set; }

    /// <summary>An address.</summary>
    public Uri? Uri { get; set; }

    /// <summary>A date.</summary>
    public DateOnly Date { get; set; }

    /// <summary>A time of day.</summary>
    public TimeOnly Time { get; set; }

    /// <summary>A moment without a zone.</summary>
    public DateTime DateTime { get; set; }

    /// <summary>A moment.</summary>
    public DateTimeOffset DateTimeOffset { get; set; }

    /// <summary>A duration.</summary>
    public TimeSpan TimeSpan { get; set; }
}

/// <summary>Members that may be null.</summary>
public sealed class Nullables
{
    /// <summary>A number or nothing.</summary>
    public int? Number { get; set; }

    /// <summary>A text or nothing.</summary>
    public string? Text { get; set; }

    /// <summary>A name of an enum or nothing.</summary>
    public Color? Color { get; set; }

    /// <summary>A number of an enum or nothing.</summary>
    public Priority? Priority { get; set; }

    /// <summary>A moment or nothing.</summary>
    public DateTimeOffset? Moment { get; set; }

    /// <summary>An object or nothing.</summary>
    public Address? Address { get; set; }

    /// <summary>An array or nothing.</summary>
    public int?[]? Numbers { get; set; }
}

/// <summary>Members that validation attributes restrict.</summary>
public sealed class Validated
{
    /// <summary>Between two numbers.</summary>
    [Range(1, 100)]
    public int Ranged { get; set; } = 1;

    /// <summary>Between two numbers, both excluded.</summary>
    [Range(0.0, 1.0, MinimumIsExclusive = true, MaximumIsExclusive = true)]
    public double Fraction { get; set; } = 0.5;

    /// <summary>Of some length.</summary>
    [StringLength(10, MinimumLength = 3)]
    public string Code { get; set; } = "abc";

    /// <summary>Of a pattern.</summary>
    [RegularExpression("^[A-Z]{3}-[0-9]{4}$")]
    public string? Pattern { get; set; }

    /// <summary>A mail address.</summary>
    [EmailAddress]
    public string? Mail { get; set; }

    /// <summary>A web address.</summary>
    [Url]
    public string? Site { get; set; }

    /// <summary>Some, but not too many.</summary>
    [MinLength(1), MaxLength(3)]
    public string[] Tags { get; set; } = ["a"];

    /// <summary>Of some length, by the newer attribute.</summary>
    [Length(2, 4)]
    public string Short { get; set; } = "ab";

    /// <summary>Text in base64.</summary>
    [Base64String]
    public string? Encoded { get; set; }
}

/// <summary>Members with defaults and examples.</summary>
public sealed class Defaults
{
    /// <summary>How many.</summary>
    /// <example>25</example>
    [DefaultValue(10)]
    public int Count { get; set; } = 10;

    /// <summary>In which colour.</summary>
    [DefaultValue(Color.Green)]
    public Color Color { get; set; } = Color.Green;

    /// <summary>What it is called.</summary>
    /// <example>Anna</example>
    [DefaultValue("nobody")]
    public string Name { get; set; } = "nobody";
}

/// <summary>Members that only one side sets.</summary>
public sealed class OneSided
{
    /// <summary>Set by the server.</summary>
    public int Id { get; }

    /// <summary>Set by both.</summary>
    public string Name { get; set; } = "";

    /// <summary>Set by the client.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string? Stamp { get; set; }
}

/// <summary>Members with names of their own.</summary>
public sealed class Renamed
{
    /// <summary>Snake case.</summary>
    [JsonPropertyName("first_name")]
    public string FirstName { get; set; } = "";

    /// <summary>With characters that no identifier has.</summary>
    [JsonPropertyName("$ref-like/name")]
    public int Odd { get; set; }

    /// <summary>Not there at all.</summary>
    [JsonIgnore]
    public string? Hidden { get; set; }
}

/// <summary>Members of any JSON.</summary>
public sealed class AnyJson
{
    /// <summary>Whatever it is.</summary>
    public object? Object { get; set; }

    /// <summary>An element.</summary>
    public JsonElement? Element { get; set; }

    /// <summary>A node.</summary>
    public JsonNode? Node { get; set; }

    /// <summary>An object.</summary>
    public JsonObject? Members { get; set; }
}

/// <summary>Members that hold several values.</summary>
public sealed class Collections
{
    /// <summary>Texts by name.</summary>
    public Dictionary<string, string> Texts { get; set; } = [];

    /// <summary>Objects by name.</summary>
    public Dictionary<string, Address> Addresses { get; set; } = [];

    /// <summary>Numbers by the name of an enum.</summary>
    public Dictionary<Color, int> ByColor { get; set; } = [];

    /// <summary>Rows of numbers.</summary>
    public int[][] Matrix { get; set; } = [];

    /// <summary>No two alike.</summary>
    public HashSet<string> Distinct { get; set; } = [];

    /// <summary>Objects.</summary>
    public List<Contact> Contacts { get; set; } = [];

    /// <summary>Lists by name.</summary>
    public Dictionary<string, List<int>> Lists { get; set; } = [];
}

/// <summary>An object that takes members of any name.</summary>
public sealed class Extensible
{
    /// <summary>What it is called.</summary>
    public string Name { get; set; } = "";

    /// <summary>All other members.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Others { get; set; }
}
