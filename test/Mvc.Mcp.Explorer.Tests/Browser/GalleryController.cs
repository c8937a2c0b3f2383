using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using ModelContextProtocol;

namespace Mvc.Mcp.Explorer.Tests.Browser;

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Square), "square")]
public abstract record Shape;

public sealed record Circle(double Radius) : Shape;

public sealed record Square(double Side) : Shape;

[JsonConverter(typeof(JsonStringEnumConverter<Colour>))]
public enum Colour
{
    Red,
    Green,
}

public sealed record Frame(string Wood, int Width);

public sealed record Chain(string Name, Chain? Inner);

public sealed class Picture
{
    [Required, StringLength(40)]
    public string Title { get; init; } = "";

    public Colour Colour { get; init; }

    [Required]
    public DateOnly? Painted { get; init; }

    public DateTimeOffset? SoldAt { get; init; }

    [Range(0, 1000)]
    public decimal Price { get; init; }

    public bool? Signed { get; init; }

    [Required]
    public Frame? Frame { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public Dictionary<string, int> Visitors { get; init; } = [];

    public Shape? Shape { get; init; }

    public Chain? Chain { get; init; }
}

[ApiController]
[Route("gallery")]
public sealed class GalleryController : ControllerBase
{
    /// <summary>Gives back what it gets.</summary>
    [HttpPost("pictures", Name = "hang")]
    public Picture Hang(Picture picture) => picture;

    [HttpPost("files", Name = "upload")]
    public string Upload(IFormFile file, [FromForm] string note)
    {
        using var reader = new StreamReader(file.OpenReadStream());
        return $"{file.FileName} {file.ContentType} {reader.ReadToEnd()} {note}";
    }

    [HttpGet("sound", Name = "sound")]
    public IActionResult Sound() => File(Wave(), "audio/wav");

    [HttpGet("download", Name = "download")]
    public IActionResult Download() => File([1, 2, 3], "application/zip", "three.zip");

    [HttpGet("list", Name = "visitors")]
    public IEnumerable<Frame> List() => [new("oak", 2), new("pine", 3)];

    [HttpGet("pages/{number:int}", Name = "page")]
    public string Page(int number) => $"page {number}";

    [HttpDelete("pictures/{id:int}", Name = "burn")]
    public string Burn(int id) => $"burnt {id}";

    [HttpGet("slow", Name = "slow")]
    public async Task<string> Slow([FromServices] IProgress<ProgressNotificationValue> progress, CancellationToken cancellationToken)
    {
        progress.Report(new ProgressNotificationValue { Progress = 1, Total = 4, Message = "a quarter" });
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return "never";
    }

    // Nothing to hear: a header of WAVE and a few samples.
    private static byte[] Wave() =>
    [
        .. "RIFF"u8, 44, 0, 0, 0, .. "WAVEfmt "u8, 16, 0, 0, 0, 1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x40, 0x1F, 0, 0, 1, 0, 8, 0,
        .. "data"u8, 8, 0, 0, 0, 128, 128, 128, 128, 128, 128, 128, 128,
    ];
}
