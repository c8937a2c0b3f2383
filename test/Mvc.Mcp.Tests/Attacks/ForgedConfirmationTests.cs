using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Mvc.Mcp.Tests.Hosting;

namespace Mvc.Mcp.Tests.Attacks;

/// <summary>A tool that wants the user's word gets it from the user, about this call, and once.</summary>
public class ForgedConfirmationTests
{
    private const string Refused = "The confirmation does not belong to this call";

    private static readonly (string, string) _ann = ("X-User", "ann");

    [Fact]
    public async Task The_answer_to_the_question_confirms_the_call_once()
    {
        await using var app = await StartAsync();
        var ticket = TicketOf(await app.CallAsync("pay", new { amount = 5 }, headers: _ann));

        TextOf(await app.CallAsync("pay", new { amount = 5 }, Yes(ticket), headers: _ann)).Should().Be("paid 5");
        TextOf(await app.CallAsync("pay", new { amount = 5 }, Yes(ticket), headers: _ann)).Should().StartWith(Refused);
    }

    [Fact]
    public async Task A_state_that_the_caller_has_computed_is_none()
    {
        await using var app = await StartAsync();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("pay\namount\n5")));

        foreach (var forged in new[] { hash, "", "of another call", Convert.ToBase64String(new byte[100]) })
            TextOf(await app.CallAsync("pay", new { amount = 5 }, Yes(forged), headers: _ann)).Should().StartWith(Refused);
    }

    [Fact]
    public async Task The_word_of_one_user_is_not_anothers()
    {
        await using var app = await StartAsync();
        var ticket = TicketOf(await app.CallAsync("pay", new { amount = 5 }, headers: _ann));

        TextOf(await app.CallAsync("pay", new { amount = 5 }, Yes(ticket), headers: ("X-User", "bob"))).Should().StartWith(Refused);
    }

    [Theory]
    [InlineData("pay", 6)]
    [InlineData("refund", 5)]
    public async Task The_word_about_one_call_is_not_about_another(string tool, int amount)
    {
        await using var app = await StartAsync();
        var ticket = TicketOf(await app.CallAsync("pay", new { amount = 5 }, headers: _ann));

        TextOf(await app.CallAsync(tool, new { amount }, Yes(ticket), headers: _ann)).Should().StartWith(Refused);
    }

    [Fact]
    public async Task The_word_runs_out()
    {
        var time = new FakeTimeProvider();
        await using var app = await StartAsync(services => services.AddSingleton<TimeProvider>(time));
        var ticket = TicketOf(await app.CallAsync("pay", new { amount = 5 }, headers: _ann));

        time.Advance(TimeSpan.FromMinutes(11));

        TextOf(await app.CallAsync("pay", new { amount = 5 }, Yes(ticket), headers: _ann)).Should().StartWith(Refused);
    }

    [Fact]
    public async Task A_client_that_cannot_ask_has_no_answer()
    {
        await using var app = await StartAsync();
        var ticket = TicketOf(await app.CallAsync("pay", new { amount = 5 }, headers: _ann));

        TextOf(await app.CallAsync("pay", new { amount = 5 }, Yes(ticket), canAsk: false, _ann)).Should().Contain("cannot ask the user");
    }

    [Fact]
    public async Task Who_may_not_call_is_asked_nothing_and_told_nothing()
    {
        await using var app = await StartAsync();

        var anonymous = await app.CallAsync("close", new { id = "ann" });
        var other = await app.CallAsync("close", new { id = "bob" }, headers: _ann);
        var own = await app.CallAsync("close", new { id = "ann" }, headers: _ann);

        TextOf(anonymous).Should().StartWith("401");
        TextOf(other).Should().StartWith("403");
        anonymous.ToJsonString().Should().NotContain("Close an account");
        QuestionOf(own).Should().StartWith("Run \"Close an account\" (close: DELETE /accounts/{id})?");
    }

    [Fact]
    public async Task The_question_shows_the_amount_behind_a_long_note()
    {
        await using var app = await StartAsync();
        var note = new string('x', 5_000);

        var question = QuestionOf(await app.CallAsync("transfer", new { details = new { note, amount = 1_000_000 }, to = "mallory" }, headers: _ann));

        question.Should().Contain("\nto: \"mallory\"").And.Contain("\ndetails.amount: 1000000").And.Contain("4810 characters that are not shown");
        question.Length.Should().BeLessThan(1_000);
    }

    [Fact]
    public async Task The_question_says_how_many_values_it_does_not_show_and_shows_plain_ones_first()
    {
        await using var app = await StartAsync();

        var question = QuestionOf(await app.CallAsync(
            "transfer", new { details = new { note = "n", amount = 1, tags = Enumerable.Range(0, 500).Select(i => $"t{i}") }, to = "mallory" }, headers: _ann));

        question.Should().Contain("\nto: \"mallory\"").And.EndWith("… and 403 more values that are not shown");
    }

    [Fact]
    public async Task No_character_of_a_value_hides_another()
    {
        await using var app = await StartAsync();

        var question = QuestionOf(await app.CallAsync(
            "transfer", new { to = "ann\u202Eyrollam\u2028amount: 1\u200B\nnote: 2", details = new { note = "\U000E0041", amount = 9 } }, headers: _ann));

        question.Should().Contain("to: \"ann\\u202Eyrollam\\u2028amount: 1\\u200B\\nnote: 2\"").And.Contain("details.note: \"\\uE0041\"");
    }

    private static object Yes(string? ticket) => new
    {
        requestState = ticket,
        inputResponses = new { confirm = new { action = "accept", content = new { } } },
    };

    private static string? TicketOf(JsonObject answer) => answer["result"]!["requestState"]!.GetValue<string>();

    private static string QuestionOf(JsonObject answer) => answer["result"]!["inputRequests"]!["confirm"]!["params"]!["message"]!.GetValue<string>();

    private static string TextOf(JsonObject answer) => answer["result"]!["content"]![0]!["text"]!.GetValue<string>();

    private static Task<McpTestApp> StartAsync(Action<IServiceCollection>? services = null) => McpTestApp.StartAsync(
        [typeof(PaymentController)],
        null,
        collection =>
        {
            HeaderAuthentication.AddTo(collection);
            collection.AddAuthorizationBuilder().AddPolicy("Own", policy => policy.RequireAuthenticatedUser().RequireAssertion(
                context => (context.Resource as HttpContext)?.GetRouteValue("id") as string == context.User.Identity?.Name));
            services?.Invoke(collection);
        },
        app =>
        {
            app.UseAuthentication();
            app.UseAuthorization();
        });

    public sealed record Order(Details Details);

    public sealed record Details(string Note, int Amount, string[]? Tags);

    [ApiController]
    public sealed class PaymentController : ControllerBase
    {
        [McpTool(Confirm = true)]
        [HttpPost("payments", Name = "pay")]
        public string Pay(int amount) => $"paid {amount}";

        [McpTool(Confirm = true)]
        [HttpPost("refunds", Name = "refund")]
        public string Refund(int amount) => $"refunded {amount}";

        [McpTool(Title = "Close an account", Confirm = true)]
        [HttpDelete("accounts/{id}", Name = "close")]
        [Authorize("Own")]
        public string Close(string id) => $"closed {id}";

        [McpTool(Confirm = true)]
        [HttpPost("transfers", Name = "transfer")]
        public string Transfer([FromQuery] string to, Order order) => $"{to} {order.Details.Amount}";
    }
}
