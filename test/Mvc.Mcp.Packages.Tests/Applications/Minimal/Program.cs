using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddMcp();
builder.Services.AddDbContext<Accounts>(options => options.UseInMemoryDatabase("accounts"));
builder.Services.AddIdentityApiEndpoints<IdentityUser>().AddEntityFrameworkStores<Accounts>();
builder.Services.AddAuthorization();

var app = builder.Build();
app.MapGroup("/account").MapIdentityApi<IdentityUser>();
app.MapGet("/lamps/{id:int}", Results<Ok<Lamp>, NotFound> (int id) => id == 0 ? TypedResults.NotFound() : TypedResults.Ok(new Lamp(id, "red")));
app.MapGet("/lamps", ([AsParameters] Paging paging) => new[] { new Lamp(paging.Page * paging.Size, paging.Sort ?? "none") }).WithName("list_lamps");
app.MapPost("/lamps", (Lamp lamp) => TypedResults.Created($"/lamps/{lamp.Id}", lamp)).WithSummary("Adds a lamp.");
app.MapGet("/events", () => TypedResults.ServerSentEvents(Lamps())).WithName("watch_lamps");
app.MapGet("/mine", (HttpContext context) => context.User.Identity!.Name).RequireAuthorization().WithName("whoami");
app.MapMcp("/mcp");
app.Run();

static async IAsyncEnumerable<Lamp> Lamps()
{
    yield return new Lamp(1, "red");
    await Task.Yield();
    yield return new Lamp(2, "blue");
}

public sealed record Lamp(int Id, string Colour);

public readonly record struct Paging(int Page, int Size = 20, string? Sort = null);

internal sealed class Accounts(DbContextOptions<Accounts> options) : IdentityDbContext<IdentityUser>(options);
